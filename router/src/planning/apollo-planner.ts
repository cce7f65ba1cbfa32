import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlanner } from '@apollo/query-planner';
import type { Planner, PlanRequest } from './planner.ts';
import type { QueryPlan } from './query-plan.ts';

/** The planner of Apollo's gateway, in JavaScript: plans every operation, on the event loop. */
export class ApolloPlanner implements Planner {
  readonly name = 'js';

  constructor(
    private readonly planner: QueryPlanner,
    private readonly apiSchema: Schema,
  ) {}

  async plan(request: PlanRequest): Promise<QueryPlan> {
    return this.planNow(request);
  }

  planNow({ document, operationName }: PlanRequest): QueryPlan {
    const operation = operationFromDocument(this.apiSchema, document, { operationName: operationName ?? undefined });
    // Its type also holds @defer, which the gateway does not plan.
    return this.planner.buildQueryPlan(operation) as QueryPlan;
  }
}
