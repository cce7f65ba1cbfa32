/**
 * Query plans as the router executes them: Apollo's shape, with what only the native planner says added to it.
 * Plans of the JS planner fit as they are.
 */
export type QueryPlan = { kind: 'QueryPlan'; node?: PlanNode | SubscriptionNode };

export type PlanNode = SequenceNode | ParallelNode | FetchNode | BatchFetchNode | FlattenNode | ConditionNode;

export type SequenceNode = { kind: 'Sequence'; nodes: PlanNode[] };
export type ParallelNode = { kind: 'Parallel'; nodes: PlanNode[] };

export type FetchNode = {
  kind: 'Fetch';
  serviceName: string;
  operation: string;
  operationName?: string | undefined;
  operationKind?: string;
  variableUsages?: string[];
  /** Present for fetches of entities: what makes up a representation. */
  requires?: RequiredSelection[];
  inputRewrites?: DataRewrite[];
  outputRewrites?: DataRewrite[];
};

/** Entities of several paths in one request, each under an alias of `_entities`. */
export type BatchFetchNode = {
  kind: 'BatchFetch';
  serviceName: string;
  operation: string;
  operationName?: string | undefined;
  variableUsages?: string[];
  aliases: EntityAlias[];
};

export type EntityAlias = {
  alias: string;
  representationsVariableName: string;
  paths: PlanPath[];
  requires: RequiredSelection[];
  inputRewrites?: DataRewrite[];
  outputRewrites?: DataRewrite[];
};

export type FlattenNode = { kind: 'Flatten'; path: PlanPath; node: PlanNode };
export type ConditionNode = { kind: 'Condition'; condition: string; ifClause?: PlanNode; elseClause?: PlanNode };

/** The router runs the rest after each event of the primary fetch. */
export type SubscriptionNode = { kind: 'Subscription'; primary: FetchNode; rest?: PlanNode | undefined };

/** A response key, `@` for every element of a list, or objects of some types only. */
export type PlanPathSegment = string | number | { on: readonly string[] };
export type PlanPath = readonly PlanPathSegment[];

export type RequiredSelection = RequiredField | RequiredFragment;

export type RequiredField = {
  kind: 'Field';
  name: string;
  alias?: string;
  /** Where the value stands in the data, if not under the key it has in the representation. */
  readFrom?: string;
  selections?: RequiredSelection[];
};

export type RequiredFragment = {
  kind: 'InlineFragment';
  typeCondition?: string;
  /** Variables that leave the fragment out, or in. */
  skipIf?: string;
  includeIf?: string;
  selections: RequiredSelection[];
};

/** Paths hold response keys and `... on Type`. */
export type DataRewrite =
  | { kind: 'ValueSetter'; path: string[]; setValueTo: unknown }
  | { kind: 'KeyRenamer'; path: string[]; renameKeyTo: string };

/** How a subscription runs: `primary` streams its events, `rest` completes each of them. */
export type SubscriptionPlan = { primary: FetchNode; rest: PlanNode | undefined };

export function subscriptionPlanOf({ node }: QueryPlan): SubscriptionPlan {
  if (node?.kind !== 'Subscription') throw new Error('The operation is not a subscription.');
  return { primary: node.primary, rest: node.rest };
}
