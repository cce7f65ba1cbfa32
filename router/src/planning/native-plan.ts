import type * as native from '@graphql-hive/router-query-planner';
import type {
  BatchFetchNode,
  DataRewrite,
  EntityAlias,
  FetchNode,
  PlanNode,
  PlanPath,
  QueryPlan,
  RequiredSelection,
} from './query-plan.ts';
import { serialMutations } from './serial-mutations.ts';

/** The plan of the native planner in the router's shape. Throws for what the router does not execute. */
export function adaptNativePlan({ node }: native.QueryPlan): QueryPlan {
  if (!node) return { kind: 'QueryPlan' };
  return { kind: 'QueryPlan', node: adaptSubscription(node) ?? serialMutations(adaptNode(node)) };
}

/** A subscription comes alone, or first in a sequence whose rest completes the event. */
function adaptSubscription(node: native.PlanNode): QueryPlan['node'] {
  const [first, ...rest] = node.kind === 'Sequence' ? node.nodes : [node];
  if (first?.kind !== 'Subscription') return undefined;
  const primary = adaptFetch(first.primary);
  return { kind: 'Subscription', primary, rest: rest.length === 0 ? undefined : sequence(rest) };
}

function sequence(nodes: native.PlanNode[]): PlanNode {
  return { kind: 'Sequence', nodes: nodes.map(adaptNode) };
}

function adaptNode(node: native.PlanNode): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes);
    case 'Parallel':
      return { kind: 'Parallel', nodes: node.nodes.map(adaptNode) };
    case 'Flatten':
      return { kind: 'Flatten', path: adaptPath(node.path), node: adaptNode(node.node) };
    case 'Condition':
      return adaptCondition(node);
    case 'Fetch':
      return adaptFetch(node);
    case 'BatchFetch':
      return adaptBatch(node);
    default:
      throw new Error(`The native planner made a node of the unknown kind "${node.kind}".`);
  }
}

function adaptCondition({ condition, ifClause, elseClause }: native.ConditionNode): PlanNode {
  return {
    kind: 'Condition',
    condition,
    ...(ifClause && { ifClause: adaptNode(ifClause) }),
    ...(elseClause && { elseClause: adaptNode(elseClause) }),
  };
}

// The primary fetch of a subscription comes without its kind.
function adaptFetch(node: native.FetchNode): FetchNode {
  const { requires, inputRewrites, outputRewrites, ...fetch } = node;
  return {
    ...fetch,
    kind: 'Fetch',
    ...(requires && { requires: requires.map(adaptRequired) }),
    ...rewritesOf({ inputRewrites, outputRewrites }),
  };
}

function adaptBatch({ entityBatch, ...fetch }: native.BatchFetchNode): BatchFetchNode {
  const { serviceName, operation, operationName, variableUsages } = fetch;
  return {
    kind: 'BatchFetch',
    serviceName,
    operation,
    operationName,
    ...(variableUsages && { variableUsages }),
    aliases: entityBatch.aliases.map(adaptAlias),
  };
}

function adaptAlias({
  alias,
  representationsVariableName,
  paths,
  requires,
  ...rewrites
}: native.EntityBatchAlias): EntityAlias {
  return {
    alias,
    representationsVariableName,
    paths: paths.map(adaptPath),
    requires: requires.map(adaptRequired),
    ...rewritesOf(rewrites),
  };
}

function adaptPath(path: native.FlattenNodePathSegment[]): PlanPath {
  return path.map((segment) => {
    if (segment === '@') return segment;
    return 'Field' in segment ? segment.Field : { on: segment.TypeCondition };
  });
}

// Its fields say where the value stands in the data; the alias is the key that the subgraph wants.
function adaptRequired(selection: native.RequiresSelection): RequiredSelection {
  if (selection.kind === 'FragmentSpread') throw new Error('The native planner requires a fragment spread.');
  const selections = selection.selections?.map(adaptRequired);
  if (selection.kind === 'InlineFragment') return { ...selection, selections: selections ?? [] };
  const { name, alias } = selection;
  return {
    kind: 'Field',
    name: alias ?? name,
    ...(alias && { readFrom: name }),
    ...(selections && { selections }),
  };
}

type NativeRewrites = {
  inputRewrites?: native.FetchRewrite[] | undefined;
  outputRewrites?: native.FetchRewrite[] | undefined;
};

function rewritesOf({ inputRewrites, outputRewrites }: NativeRewrites) {
  return {
    ...(inputRewrites?.length && { inputRewrites: inputRewrites.flatMap(adaptRewrite) }),
    ...(outputRewrites?.length && { outputRewrites: outputRewrites.flatMap(adaptRewrite) }),
  };
}

function adaptRewrite(rewrite: native.FetchRewrite): DataRewrite[] {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer;
    return pathsOf(path).map((each) => ({ kind: 'KeyRenamer', path: each, renameKeyTo }));
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return pathsOf(path).map((each) => ({ kind: 'ValueSetter', path: each, setValueTo }));
}

/** One path for each combination of the types it may lead through. */
function pathsOf(path: native.FetchNodePathSegment[]): string[][] {
  let paths: string[][] = [[]];
  for (const segment of path) {
    const steps = 'Key' in segment ? [segment.Key] : segment.TypenameEquals.map((name) => `... on ${name}`);
    paths = paths.flatMap((before) => steps.map((step) => [...before, step]));
  }
  return paths;
}
