import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import { RecentlyUsed } from '../execution/recently-used.ts';
import type { SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import type { ClientDocuments } from './client-documents.ts';

/** Plans kept for each version of the graph, and the characters of their documents in all. */
const MOST_KEPT = { entries: 1_000, weight: 4_000_000 };

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
  readonly #bySnapshot = new WeakMap<SupergraphSnapshot, RecentlyUsed<SubscriptionPlan>>();

  constructor(private readonly documents: ClientDocuments) {}

  /** The plan, or the errors for which the document does not fit this version. */
  planOn(
    snapshot: SupergraphSnapshot,
    source: string,
    operationName: string | null | undefined,
  ): SubscriptionPlan | { errors: readonly GraphQLError[] } {
    const kept = this.#bySnapshot.get(snapshot) ?? new RecentlyUsed<SubscriptionPlan>(MOST_KEPT);
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
    kept.set(key, planned, key.length);
    return planned;
  }
}
