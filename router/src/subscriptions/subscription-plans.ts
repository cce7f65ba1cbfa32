import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import type { SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import type { ClientDocuments } from './client-documents.ts';

const MOST_KEPT = 1_000;

/** How a document runs on one version of the graph: the stream of its events, and the plan that completes each of them. */
export type SubscriptionPlan = {
  snapshot: SupergraphSnapshot;
  operation: ReturnType<SupergraphSnapshot['operationContext']>;
  primary: FetchNode;
  /** The primary fetch followed by the rest, as a plan of its own. */
  plan: QueryPlan;
};

/** Plans by version of the graph, made once for all clients who ask for the same, at the start and after each change. */
export class SubscriptionPlans {
  readonly #bySnapshot = new WeakMap<SupergraphSnapshot, Map<string, SubscriptionPlan>>();

  constructor(private readonly documents: ClientDocuments) {}

  /** The plan, or the errors for which the document does not fit this version. */
  planOn(
    snapshot: SupergraphSnapshot,
    source: string,
    operationName: string | null | undefined,
  ): SubscriptionPlan | { errors: readonly GraphQLError[] } {
    const kept = this.#bySnapshot.get(snapshot) ?? new Map<string, SubscriptionPlan>();
    this.#bySnapshot.set(snapshot, kept);
    const key = JSON.stringify([source, operationName]);
    const known = kept.get(key);
    if (known) return known;
    const { document, errors } = this.documents.read(snapshot.schema, source);
    if (errors.length > 0) return { errors };
    const operation = snapshot.operationContext(document, operationName);
    const { primary, rest } = snapshot.planSubscription(document, operationName);
    const sequence: PlanNode = rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary;
    const planned = { snapshot, operation, primary, plan: { kind: 'QueryPlan' as const, node: sequence } };
    kept.set(key, planned);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
    return planned;
  }
}
