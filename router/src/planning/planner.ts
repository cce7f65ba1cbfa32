import type { DocumentNode } from 'graphql';
import type { QueryPlan } from './query-plan.ts';

/** A valid document and the operation of it that is to be planned. */
export type PlanRequest = { document: DocumentNode; operationName?: string | null | undefined };

/** Plans operations over one version of the graph. */
export type Planner = {
  readonly name: 'js' | 'native';
  /** Plans off the event loop where the planner can. */
  plan(request: PlanRequest): Promise<QueryPlan>;
  planNow(request: PlanRequest): QueryPlan;
};

/** Makes the planner of a new version of the graph. */
export type MakePlanner = (graph: { supergraphSdl: string; fallback: Planner }) => Planner;
