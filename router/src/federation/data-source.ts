import { GraphQLError } from 'graphql';
import type { RouterContext } from '../router-context.ts';
import { attempt, type Outcome } from './attempt.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';
import type { Instance } from './instance.ts';
import { bodyOf, type PreparedOperation, type SubgraphAnswer, type SubgraphFetch } from './subgraph.ts';
import type { SubgraphPool } from './subgraph-pool.ts';

export type DataSourceOptions = {
  /** Limit of one attempt of a query while another instance is left to try. */
  attemptMs: number;
  deadlineMs: number;
  maxAttempts: number;
  headersOf(context: RouterContext): Record<string, string>;
  /** Told every attempt, for metrics. */
  onAttempt?(subgraph: string, outcome: Outcome['kind']): void;
};

const FIRST_PAUSE_MS = 25;

/** Fetches from a subgraph over its instances: queries move on to the next one, mutations only if certainly not executed. */
export class FailoverDataSource {
  constructor(
    private readonly pool: SubgraphPool,
    private readonly options: DataSourceOptions,
  ) {}

  async process({ request, context, pathInIncomingRequest: path }: SubgraphFetch): Promise<GatewayGraphQLResponse> {
    const { query, variables, operationName } = request;
    const mutation = isMutation(query ?? '');
    const outcome = await this.#run(JSON.stringify({ query, variables, operationName }), mutation, context);
    if (outcome.kind === 'answered') return outcome.response;
    const { message, ...extensions } = describe(outcome, this.pool.name, mutation);
    throw new GraphQLError(message, {
      path: path?.filter((part) => part !== '@'),
      extensions: { ...extensions, service: this.pool.name },
    });
  }

  async send(
    operation: PreparedOperation,
    variables: string | undefined,
    context: RouterContext,
  ): Promise<SubgraphAnswer> {
    const mutation = operation.kind === 'mutation';
    const outcome = await this.#run(bodyOf(operation, variables), mutation, context);
    if (outcome.kind === 'answered') {
      const text = JSON.stringify(outcome.response);
      return { text, json: () => JSON.parse(text) };
    }
    const { message, ...extensions } = describe(outcome, this.pool.name, mutation);
    throw new GraphQLError(message, { extensions: { ...extensions, service: this.pool.name } });
  }

  async #run(body: string, mutation: boolean, context: RouterContext): Promise<Outcome> {
    const deadline = performance.now() + this.options.deadlineMs;
    const headers = this.options.headersOf(context);
    const tried: Instance[] = [];
    let outcome: Outcome = { kind: 'not-executed', reason: 'no instance' };
    while (tried.length < this.options.maxAttempts) {
      const untried = this.pool.candidates().filter((instance) => !tried.includes(instance));
      const instance = untried[0] ?? this.pool.candidates()[0];
      if (!instance) break;
      if (untried.length === 0) await pause(tried.length - 1);
      const left = Math.ceil(deadline - performance.now());
      if (left <= 0) break;
      const timeoutMs = mutation || untried.length < 2 ? left : Math.min(left, this.options.attemptMs);
      outcome = await attempt(instance, { body, headers, timeoutMs, signal: context.signal });
      this.options.onAttempt?.(this.pool.name, outcome.kind);
      if (!mayRepeat(outcome, mutation)) break;
      tried.push(instance);
    }
    return outcome;
  }
}

/** The failover table: by the operation sent to the subgraph, not by the client's (entity fetches of a mutation are queries). */
function mayRepeat(outcome: Outcome, mutation: boolean): boolean {
  if (outcome.kind === 'not-executed') return true;
  return outcome.kind === 'unknown' && !mutation;
}

function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}

function pause(round: number): Promise<void> {
  const ms = FIRST_PAUSE_MS * 2 ** round * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function describe(outcome: Exclude<Outcome, { kind: 'answered' }>, subgraph: string, mutation: boolean) {
  switch (outcome.kind) {
    case 'cancelled':
      return { code: 'CLIENT_CLOSED_REQUEST', retryable: true, message: 'The client left before the answer.' };
    case 'not-executed':
      return {
        code: 'SUBGRAPH_UNAVAILABLE',
        retryable: true,
        message: `The service "${subgraph}" cannot be reached (${outcome.reason}). Nothing was executed there.`,
      };
    case 'unknown':
      return {
        code: outcome.timedOut ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_FAILED',
        retryable: !mutation,
        message: `The service "${subgraph}" failed (${outcome.reason}).${mutation ? ' The change may or may not have been made.' : ''}`,
      };
    case 'final':
      return {
        code: 'SUBGRAPH_REFUSED',
        retryable: false,
        message: `The service "${subgraph}" refused the request (${outcome.reason}).`,
      };
  }
}
