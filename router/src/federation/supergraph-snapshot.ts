import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, PlanNode, QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { GatewayExecutionResult, GatewayRequestContext } from './gateway-types.ts';

/** How a subscription runs: `primary` streams its events, `rest` completes each of them. */
export type SubscriptionPlan = { primary: FetchNode; rest: PlanNode | undefined };

export type ServiceMap = Record<string, GraphQLDataSource>;

type Parts = {
  /** What clients see, as Apollo Server validates against it. */
  schema: GraphQLSchema;
  apiSchema: Schema;
  supergraphSchema: GraphQLSchema;
  planner: QueryPlanner;
  services: ServiceMap;
};

const MAX_CACHED_PLANS = 2_000;

/** One version of the graph, unchanged for as long as an operation or a subscription still runs on it. */
export class SupergraphSnapshot {
  readonly schema: GraphQLSchema;
  readonly services: ServiceMap;
  readonly #parts: Parts;
  readonly #plans = new Map<string, QueryPlan>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.schema = parts.schema;
    this.services = parts.services;
  }

  /** Answers a query or mutation that was validated against this snapshot. */
  async execute(request: GatewayRequestContext): Promise<GatewayExecutionResult> {
    const { document, operationName, queryHash } = request;
    const operation = this.operationContext(document, operationName);
    const definitions = operation.operation.variableDefinitions ?? [];
    const { errors } = getVariableValues(this.schema, definitions, request.request.variables ?? {});
    if (errors) return { errors };
    const key = `${queryHash}:${operationName ?? ''}`;
    return this.executePlan(this.#cachedPlan(key, document, operationName), request, operation, this.services);
  }

  plan(document: DocumentNode, operationName?: string | null): QueryPlan {
    const operation = operationFromDocument(this.#parts.apiSchema, document, {
      operationName: operationName ?? undefined,
    });
    return this.#parts.planner.buildQueryPlan(operation);
  }

  /** Plans a subscription that was validated against this snapshot. */
  planSubscription(document: DocumentNode, operationName?: string | null): SubscriptionPlan {
    const { node } = this.plan(document, operationName);
    if (node?.kind !== 'Subscription') throw new Error('The operation is not a subscription.');
    return { primary: node.primary, rest: node.rest };
  }

  operationContext(document: DocumentNode, operationName?: string | null): ReturnType<typeof buildOperationContext> {
    return buildOperationContext({
      schema: this.schema,
      operationDocument: document,
      operationName: operationName ?? undefined,
    });
  }

  executePlan(
    plan: QueryPlan,
    request: GatewayRequestContext,
    operation: ReturnType<typeof buildOperationContext>,
    services: ServiceMap,
  ): Promise<GatewayExecutionResult> {
    const { supergraphSchema, apiSchema } = this.#parts;
    return executeQueryPlan(plan, services, request, operation, supergraphSchema, apiSchema);
  }

  #cachedPlan(key: string, document: DocumentNode, operationName?: string | null): QueryPlan {
    const known = this.#plans.get(key);
    this.#plans.delete(key);
    const plan = known ?? this.plan(document, operationName);
    this.#plans.set(key, plan);
    if (this.#plans.size > MAX_CACHED_PLANS) this.#plans.delete(this.#plans.keys().next().value as string);
    return plan;
  }
}
