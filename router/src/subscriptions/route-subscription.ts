import { createHash } from 'node:crypto';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { Session } from '@wecube/kit';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, print } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { Subgraph } from '../federation/subgraph.ts';
import type { SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import type { RouterContext } from '../router-context.ts';
import { ClientQueue } from './client-queue.ts';
import { executeEvents } from './execute-event.ts';
import { SharedStreams, type StreamSink } from './shared-streams.ts';

export type SubscriptionRequest = {
  document: DocumentNode;
  operationName?: string | null;
  variables: Record<string, unknown>;
  context: RouterContext;
};

/** An event of a subgraph, and whether others may have been missed before it. */
export type UpstreamEvent = { event: ExecutionResult; afterGap: boolean };

export type SubscriptionRouterOptions = {
  snapshotOf(schema: GraphQLSchema): SupergraphSnapshot;
  subgraph(name: string): Subgraph | undefined;
  identityOf(session: Session | null): string;
};

/**
 * Subscriptions that cross subgraphs: the owner of the root field streams the events, and for each event the rest
 * of the plan is fetched. Clients who may see the same and ask for the same share one stream and one execution.
 */
export class SubscriptionRouter {
  readonly #upstream = new SharedStreams<UpstreamEvent>();
  readonly #executed = new SharedStreams<ExecutionResult>();
  readonly #schemaIds = new WeakMap<GraphQLSchema, number>();
  #nextSchemaId = 1;

  constructor(private readonly options: SubscriptionRouterOptions) {}

  /** Streams to subgraphs that are open at present. */
  get upstreamCount(): number {
    return this.#upstream.size;
  }

  /** The stream of results, or the errors that keep it from starting. The schema decides the version of the graph it stays on. */
  subscribe(schema: GraphQLSchema, request: SubscriptionRequest): ClientQueue | ExecutionResult {
    const snapshot = this.options.snapshotOf(schema);
    const planned = planSubscription(snapshot, request);
    if ('errors' in planned) return planned;
    const { primary, plan } = planned;
    const identity = this.options.identityOf(request.context.session);
    const variables = usedVariables(primary, request.variables);
    const upstreamKey = keyOf([primary.serviceName, primary.operation, variables, identity]);
    const { document, operationName } = request;
    const executedKey = keyOf([upstreamKey, print(document), operationName, request.variables, this.#schemaId(schema)]);
    const queue = new ClientQueue();
    const sink: StreamSink<ExecutionResult> = {
      next: (result) => queue.push(result),
      end: (error) => queue.end(error),
    };
    const leave = this.#executed.join(executedKey, sink, (results) =>
      executeEvents({ snapshot, plan, primary, request }, results, (context, events) =>
        this.#upstream.join(upstreamKey, events, (upstream) => this.#open(primary, variables, context, upstream)),
      ),
    );
    return queue.onLeave(leave);
  }

  #open(
    primary: FetchNode,
    variables: Record<string, unknown>,
    context: RouterContext,
    sink: StreamSink<UpstreamEvent>,
  ): () => void {
    const subgraph = this.options.subgraph(primary.serviceName);
    if (!subgraph) {
      const extensions = { code: 'SUBSCRIPTION_SOURCE_LOST', retryable: true };
      queueMicrotask(() => sink.end(new GraphQLError(`The service "${primary.serviceName}" left.`, { extensions })));
      return () => {};
    }
    const subscription = { query: primary.operation, operationName: primary.operationName, variables };
    return subgraph.subscribe(subscription, context, {
      next: (event, afterGap) => sink.next({ event, afterGap }),
      end: (error) => sink.end(error),
    });
  }

  #schemaId(schema: GraphQLSchema): number {
    const id = this.#schemaIds.get(schema) ?? this.#nextSchemaId++;
    this.#schemaIds.set(schema, id);
    return id;
  }
}

function planSubscription(
  snapshot: SupergraphSnapshot,
  { document, operationName, variables }: SubscriptionRequest,
): { primary: FetchNode; plan: QueryPlan } | { errors: readonly GraphQLError[] } {
  const { operation } = snapshot.operationContext(document, operationName);
  const coerced = getVariableValues(snapshot.schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return { errors: coerced.errors };
  if (operation.operation !== 'subscription')
    return { errors: [new GraphQLError('The operation is not a subscription.')] };
  const { primary, rest } = snapshot.planSubscription(document, operationName);
  const sequence: PlanNode = rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
  return { primary, plan: { kind: 'QueryPlan', node: sequence } };
}

function usedVariables(fetch: FetchNode, variables: Record<string, unknown>): Record<string, unknown> {
  const used = fetch.variableUsages ?? [];
  return Object.fromEntries(used.filter((name) => name in variables).map((name) => [name, variables[name]]));
}

function keyOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
