import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlanner } from '@apollo/query-planner';
import { cannotBePlanned } from './cannot-be-planned.ts';
import { asksForData, asksForSchema } from './operation-needs.ts';
import type { Planner, PlanRequest } from './planner.ts';
import type { QueryPlan } from './query-plan.ts';

export type ApolloPlannerOptions = {
  /** Whether the graph has requirements that this planner mixes up: then it plans nothing that fetches data. */
  onlySchema?: boolean;
};

/** The planner of Apollo's gateway, in JavaScript: plans every operation, on the event loop. */
export class ApolloPlanner implements Planner {
  readonly name = 'js';

  constructor(
    private readonly planner: QueryPlanner,
    private readonly apiSchema: Schema,
    private readonly options: ApolloPlannerOptions = {},
  ) {}

  async plan(request: PlanRequest): Promise<QueryPlan> {
    return this.planNow(request);
  }

  /** Throws OPERATION_CANNOT_BE_PLANNED for what no way through the subgraphs answers. */
  planNow(request: PlanRequest): QueryPlan {
    const needsData = asksForData(request);
    if (needsData && this.options.onlySchema) throw cannotBePlanned(mixedUp(asksForSchema(request)));
    const plan = this.#build(request);
    // It leaves out what cannot be fetched, up to an empty plan that would answer null without a word.
    if (needsData && !plan.node) throw cannotBePlanned('none of its fields can be fetched');
    return plan;
  }

  #build({ document, operationName }: PlanRequest): QueryPlan {
    const operation = operationFromDocument(this.apiSchema, document, { operationName: operationName ?? undefined });
    try {
      // Its type also holds @defer, which the gateway does not plan.
      return this.planner.buildQueryPlan(operation) as QueryPlan;
    } catch (error) {
      throw cannotBePlanned((error as Error).message.split('\n', 1)[0] ?? '', error);
    }
  }
}

function mixedUp(asksForSchema: boolean): string {
  return asksForSchema
    ? 'ask for the schema in an operation of its own, because this graph has arguments inside @requires'
    : 'the native planner refused it, and the other one mixes up arguments inside @requires';
}
