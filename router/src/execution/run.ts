import type { PreparedOperation, SendOptions, SubgraphAnswer } from '../federation/subgraph.ts';
import type { PlanPath } from '../planning/query-plan.ts';

export type DataObject = Record<string, unknown>;

/** Sends one fetch of a plan; the path says for which part of the answer. */
export type SendFetch = (fetch: {
  serviceName: string;
  operation: PreparedOperation;
  variables: string;
  path: PlanPath;
  options?: SendOptions;
}) => Promise<SubgraphAnswer>;

/** One execution of a plan: what it was asked with and what it has found so far. */
export type Run = {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: DataObject;
  readonly errors: unknown[];
  readonly send: SendFetch;
  /** Whether an object may stand at several places of the data, because one representation asked for all of them. */
  shared: boolean;
};

/** A part of a plan made ready to run: works on the objects that the path leads to. */
export type Step = (run: Run, objects: readonly DataObject[], path: PlanPath) => Promise<void> | void;
