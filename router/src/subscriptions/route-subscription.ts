import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { FetchNode } from '@apollo/query-planner';
import type { Session } from '@wecube/kit';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { Subgraph } from '../federation/subgraph.ts';
import type { SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import { type RouterContext, requestContext } from '../router-context.ts';
import type { ClientDocuments } from './client-documents.ts';
import { ClientQueue } from './client-queue.ts';
import type { SubscriptionEvent } from './connected-clients.ts';
import { type KeyedPlan, RunningSubscription, type UpstreamEvent } from './running-subscription.ts';
import { SharedStreams, type StreamSink } from './shared-streams.ts';
import { SubscriptionPlans } from './subscription-plans.ts';

export type SubscriptionRequest = {
  source: string;
  operationName?: string | null;
  variables: Record<string, unknown>;
  context: RouterContext;
};

export type SubscriptionRouterOptions = {
  current(): SupergraphSnapshot;
  documents: ClientDocuments;
  subgraph(name: string): Subgraph | undefined;
  identityOf(session: Session | null): string;
  note(event: SubscriptionEvent): void;
};

type Refusal = { errors: readonly GraphQLError[] };
type Running = { request: SubscriptionRequest; identity: string; subscription: RunningSubscription };

const LONGEST_SLICE_MS = 10;

/**
 * Subscriptions that cross subgraphs: the owner of the root field streams the events, and for each event the rest
 * of the plan is fetched. Clients who may see the same and ask for the same share one stream and one execution.
 */
export class SubscriptionRouter {
  readonly #upstream = new SharedStreams<UpstreamEvent>();
  readonly #executed = new SharedStreams<ExecutionResult>();
  readonly #running = new Map<string, Running>();
  readonly #plans: SubscriptionPlans;

  constructor(private readonly options: SubscriptionRouterOptions) {
    this.#plans = new SubscriptionPlans(options.documents);
  }

  /** Streams to subgraphs that are open at present, and streams of results shared by clients. */
  get counts(): { upstream: number; executed: number } {
    return { upstream: this.#upstream.size, executed: this.#executed.size };
  }

  /** The stream of results, or the errors that keep it from starting. */
  subscribe(request: SubscriptionRequest): ClientQueue | Refusal {
    const { source, operationName, variables, context } = request;
    const identity = keyOf([this.options.identityOf(context.session), sortedEntries(context.forwardedHeaders)]);
    const plan = this.#planFor(request, identity);
    if ('errors' in plan) return plan;
    const key = keyOf([identity, source, operationName ?? null, variables]);
    const queue = new ClientQueue().onOverrun(() => this.options.note('slow_consumer'));
    const sink: StreamSink<ExecutionResult> = {
      next: (result) => queue.push(result),
      ready: (afterGap) => afterGap && queue.resume(),
      end: (error) => queue.end(error),
    };
    // Who joins a stream that has not yet followed the last change of the graph takes it along.
    const running = this.#running.get(key);
    if (running) this.#replan(running);
    // The stream has no end of its own, whatever the client that came first said of its time.
    const shared = { ...request, context: requestContext({ ...context, deadline: undefined }) };
    const leave = this.#executed.join(key, sink, (results) => this.#run(key, shared, identity, results));
    return queue.onLeave(leave);
  }

  /** Plans every running subscription again on the graph as it is now, in slices, so that requests are not held up. */
  async followGraph(): Promise<void> {
    const snapshot = this.options.current();
    let sliceEnds = performance.now() + LONGEST_SLICE_MS;
    for (const running of [...this.#running.values()]) {
      if (performance.now() > sliceEnds) {
        await turn();
        sliceEnds = performance.now() + LONGEST_SLICE_MS;
      }
      // A newer change follows by itself.
      if (this.options.current() !== snapshot) return;
      this.#replan(running);
    }
  }

  #run(key: string, request: SubscriptionRequest, identity: string, results: StreamSink<ExecutionResult>): () => void {
    const plan = this.#planFor(request, identity) as KeyedPlan;
    const forget = () => {
      if (this.#running.get(key)?.subscription === subscription) this.#running.delete(key);
    };
    const subscription = new RunningSubscription(plan, {
      variables: request.variables,
      context: request.context,
      results: {
        ...results,
        end: (error) => {
          forget();
          results.end(error);
        },
      },
      join: (planned, context, events) =>
        this.#upstream.join(planned.upstreamKey, events, (upstream) =>
          this.#open(planned.primary, usedVariables(planned.primary, request.variables), context, upstream),
        ),
    });
    this.#running.set(key, { request, identity, subscription });
    return () => {
      forget();
      subscription.stop();
    };
  }

  #replan({ request, identity, subscription }: Running): void {
    if (subscription.plan.snapshot === this.options.current()) return;
    const plan = this.#planSafely(request, identity);
    if ('errors' in plan) {
      this.options.note('schema_reload');
      subscription.fail(schemaReload(plan.errors));
    } else {
      this.options.note(subscription.follow(plan) ? 'plan_moved' : 'plan_kept');
    }
  }

  #planSafely(request: SubscriptionRequest, identity: string): KeyedPlan | Refusal {
    try {
      return this.#planFor(request, identity);
    } catch (cause) {
      return { errors: [new GraphQLError('The operation cannot be planned.', { originalError: cause as Error })] };
    }
  }

  #planFor({ source, operationName, variables }: SubscriptionRequest, identity: string): KeyedPlan | Refusal {
    const snapshot = this.options.current();
    const plan = this.#plans.planOn(snapshot, source, operationName);
    if ('errors' in plan) return plan;
    const { primary, operation } = plan;
    const definitions = operation.operation.variableDefinitions ?? [];
    const { errors } = getVariableValues(snapshot.schema, definitions, variables);
    if (errors) return { errors };
    const used = usedVariables(primary, variables);
    return { ...plan, upstreamKey: keyOf([primary.serviceName, primary.operation, used, identity]) };
  }

  #open(
    primary: FetchNode,
    variables: Record<string, unknown>,
    context: RouterContext,
    sink: StreamSink<UpstreamEvent>,
  ): () => void {
    const subgraph = this.options.subgraph(primary.serviceName);
    if (!subgraph) {
      queueMicrotask(() => sink.end(sourceLeft(primary.serviceName)));
      return () => {};
    }
    const subscription = { query: primary.operation, operationName: primary.operationName, variables };
    return subgraph.subscribe(subscription, context, {
      next: (event, afterGap) => sink.next({ event, afterGap }),
      ready: (afterGap) => sink.ready?.(afterGap),
      end: (error) => sink.end(error),
    });
  }
}

function sortedEntries(headers: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1));
}

function usedVariables(fetch: FetchNode, variables: Record<string, unknown>): Record<string, unknown> {
  const used = fetch.variableUsages ?? [];
  return Object.fromEntries(used.filter((name) => name in variables).map((name) => [name, variables[name]]));
}

function keyOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function schemaReload(errors: readonly GraphQLError[]): GraphQLError {
  const reasons = errors.map(({ message }) => message);
  return new GraphQLError(`The graph has changed, and this subscription does not fit it any more: ${reasons[0]}`, {
    extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD', retryable: true, reasons },
  });
}

function sourceLeft(name: string): GraphQLError {
  return new GraphQLError(`The service "${name}" left.`, {
    extensions: { code: 'SUBSCRIPTION_SOURCE_LOST', retryable: true },
  });
}
