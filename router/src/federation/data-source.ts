import type { Session } from '@wecube/kit';
import { GraphQLError } from 'graphql';
import type { RouterContext, WhenGone } from '../router-context.ts';
import { outcomeOf } from './attempt.ts';
import {
  type FailoverOptions,
  type FailoverRequest,
  type FailoverResult,
  type FirstAttempt,
  runWithFailover,
  TIMEOUT_HEADER,
} from './failover.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';
import { type Changes, InFlightQueries, type OpenFlight } from './in-flight-queries.ts';
import type { Outcome } from './outcome.ts';
import { passedText } from './passed-text.ts';
import {
  bodyOf,
  isAscii,
  type PassedFetch,
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
  /** The same as lines, each with its end. */
  headerText(context: RouterContext): string;
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
    return this.#answer(await this.#fetch({ body, mutation, raw }, context), mutation);
  }

  /** The first attempt of a query whose answer may go through, without anything that it does not need. */
  passThrough(fetch: PassedFetch, context: RouterContext): boolean {
    const instance = this.pool.clearChoice;
    if (context.deadline !== undefined || !instance?.lean) return false;
    const body = bodyOf(fetch.operation, fetch.variables);
    const flight = this.options.dedupe ? this.#openFlight(body, context) : undefined;
    if (flight === null) return false;
    const { attemptMs, deadlineMs, headerText, metrics } = this.options;
    const timeoutMs = this.pool.instances.length > 1 ? Math.min(deadlineMs, attemptMs) : deadlineMs;
    const started = performance.now();
    const request = {
      path: instance.path,
      headers: `${headerText(context)}${TIMEOUT_HEADER}: ${timeoutMs}\r\n`,
      body,
      isAscii: fetch.operation.isAscii && isAscii(fetch.variables),
      timeoutMs,
      whenGone: flight?.whenGone ?? context.whenGone,
    };
    this.pool.budget.countRequest();
    const ended = instance.begin();
    instance.lean.start(request, (result) => {
      const text = result.kind === 'answered' && result.status === 200 ? passedText(result.body) : null;
      // Whoever shares the flight reads for himself.
      const isRead = text === null || flight?.isShared;
      const outcome: Outcome = isRead ? outcomeOf(result, { raw: true, timeoutMs }) : ANSWERED;
      if (outcome.kind === 'answered') instance.latency.add(performance.now() - started);
      ended(outcome);
      metrics.attempt(this.pool.name, outcome.kind);
      if (text !== null) {
        flight?.settle({ outcome });
        return fetch.passed(text);
      }
      const going = this.#goOn(body, started + deadlineMs, request.whenGone, context, { instance, outcome });
      flight?.settle(going);
      return fetch.looked(going.then((last) => this.#answer(ownAnswer(last), false)));
    });
    return true;
  }

  #openFlight(body: string, context: RouterContext): OpenFlight<FailoverResult> | null {
    return this.#inFlight.open(this.#keyOf({ body, raw: true }, context), context.whenGone);
  }

  #goOn(
    body: string,
    deadline: number,
    whenGone: WhenGone,
    context: RouterContext,
    first: FirstAttempt,
  ): Promise<FailoverResult> {
    const headers = this.options.headersOf(context);
    const request: FailoverRequest = { body, headers, mutation: false, raw: true, deadline, whenGone };
    return runWithFailover(this.pool, request, this.options, first);
  }

  #answer(result: FailoverResult, mutation: boolean): SubgraphAnswer {
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
  #keyOf({ body, raw }: Pick<Fetch, 'body' | 'raw'>, { session, forwardedHeaders }: RouterContext): string {
    return `${raw ? 'r' : 'p'}${this.options.identityOf(session)}${textOf(forwardedHeaders)}${body}`;
  }
}

/** What an instance is told of an answer that nobody read. */
const ANSWERED: Outcome = { kind: 'answered', text: '' };

type Fetch = Pick<FailoverRequest, 'body' | 'mutation' | 'raw'>;

const texts = new WeakMap<object, string>();

/** Headers as one text that is equal for equal ones. A connection keeps those that it forwards. */
function textOf(headers: Readonly<Record<string, string>>): string {
  let text = texts.get(headers);
  if (text === undefined) {
    text = JSON.stringify(Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1)));
    texts.set(headers, text);
  }
  return text;
}

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
