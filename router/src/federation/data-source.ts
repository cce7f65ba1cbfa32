import type { Session } from '@wecube/kit';
import { GraphQLError } from 'graphql';
import type { RouterContext, WhenGone } from '../router-context.ts';
import { type FailoverOptions, type FailoverRequest, type FailoverResult, runWithFailover } from './failover.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';
import { type Changes, InFlightQueries } from './in-flight-queries.ts';
import {
  bodyOf,
  type PreparedOperation,
  prepareOperation,
  type SendOptions,
  type SubgraphAnswer,
  type SubgraphFetch,
} from './subgraph.ts';
import { subgraphFailure } from './subgraph-failure.ts';
import type { SubgraphPool } from './subgraph-pool.ts';

export type DataSourceOptions = FailoverOptions & {
  deadlineMs: number;
  headersOf(context: RouterContext): Record<string, string>;
  /** Equal for sessions that may see exactly the same. */
  identityOf(session: Session | null): string;
  /** Whether equal queries that run at the same time share one fetch. */
  dedupe: boolean;
  /** Noted by all data sources, for a change in one subgraph may be seen through another. */
  changes: Changes;
};

/** Fetches from a subgraph over its instances: queries move on to the next one, mutations only if certainly not executed. */
export class FailoverDataSource {
  readonly #inFlight: InFlightQueries<FailoverResult>;

  constructor(
    private readonly pool: SubgraphPool,
    private readonly options: DataSourceOptions,
  ) {
    this.#inFlight = new InFlightQueries(options.changes);
  }

  async process({ request, context, pathInIncomingRequest: path }: SubgraphFetch): Promise<GatewayGraphQLResponse> {
    const { query = '', variables, operationName } = request;
    try {
      const json = variables && JSON.stringify(variables);
      return (await this.send(prepareOperation(query, operationName), json, context)).json();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { message, extensions } = error;
      throw new GraphQLError(message, { extensions, path: path?.filter((part) => part !== '@') });
    }
  }

  async send(
    operation: PreparedOperation,
    variables: string | undefined,
    context: RouterContext,
    { raw = false }: SendOptions = {},
  ): Promise<SubgraphAnswer> {
    const mutation = operation.kind === 'mutation';
    const body = bodyOf(operation, variables);
    const result = await this.#fetch({ body, mutation, raw }, context);
    const { outcome } = result;
    if (outcome.kind === 'answered') return answerOf(outcome.text, outcome.response);
    const { name: subgraph, retryAfterMs } = this.pool;
    throw subgraphFailure(result, { subgraph, mutation, retryAfterMs });
  }

  async #fetch(fetch: Fetch, context: RouterContext): Promise<FailoverResult> {
    if (fetch.mutation) return this.#change(fetch, context);
    // Who set a deadline of their own shall not wait for another one's.
    if (!this.options.dedupe || context.deadline !== undefined) return this.#run(fetch, context, context.whenGone);
    return this.#share(fetch, context);
  }

  async #change(fetch: Fetch, context: RouterContext): Promise<FailoverResult> {
    try {
      return await this.#run(fetch, context, context.whenGone);
    } finally {
      this.options.changes.noted();
    }
  }

  async #share(fetch: Fetch, context: RouterContext): Promise<FailoverResult> {
    const key = this.#keyOf(fetch, context);
    if (this.#inFlight.has(key)) this.options.metrics.deduplicated(this.pool.name);
    const result = await this.#inFlight.join(key, context.whenGone, (allGone) => this.#run(fetch, context, allGone));
    if (!result) return { outcome: { kind: 'cancelled' } };
    return ownAnswer(result);
  }

  #run(fetch: Fetch, context: RouterContext, whenGone: WhenGone): Promise<FailoverResult> {
    const latest = performance.now() + this.options.deadlineMs;
    const request: FailoverRequest = {
      ...fetch,
      headers: this.options.headersOf(context),
      deadline: Math.min(latest, context.deadline ?? latest),
      whenGone,
    };
    return runWithFailover(this.pool, request, this.options);
  }

  // All that may make a difference to the answer. Ids of requests and signatures make none, the identity they carry does.
  #keyOf({ body, raw }: Fetch, { session, forwardedHeaders }: RouterContext): string {
    const headers = Object.entries(forwardedHeaders).sort(([one], [other]) => (one < other ? -1 : 1));
    return `${raw ? 'r' : 'p'}${this.options.identityOf(session)}${JSON.stringify(headers)}${body}`;
  }
}

type Fetch = Pick<FailoverRequest, 'body' | 'mutation' | 'raw'>;

/** The first waiter takes what was parsed, the others parse for themselves: the executor merges into what it is given. */
function ownAnswer(shared: FailoverResult): FailoverResult {
  const { outcome } = shared;
  if (outcome.kind !== 'answered') return shared;
  const own = { ...outcome };
  delete outcome.response;
  return { outcome: own };
}

function answerOf(text: string, parsed: GatewayGraphQLResponse | undefined): SubgraphAnswer {
  let first = parsed;
  return {
    text,
    json() {
      const value = first ?? (JSON.parse(text) as GatewayGraphQLResponse);
      first = undefined;
      return value;
    },
  };
}
