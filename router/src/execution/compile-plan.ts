import type { VariableDefinitions } from '@apollo/federation-internals';
import { evaluateCondition } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { ConditionNode, FlattenNode, PlanNode } from '../planning/query-plan.ts';
import { compileBatchFetch } from './batch-fetch-step.ts';
import { compileFetch } from './fetch-step.ts';
import { objectsAt } from './paths.ts';
import type { Step } from './run.ts';
import type { TypeTest } from './type-tests.ts';

/** What the steps of a plan need to know about its graph and its operation. */
export type PlanTools = {
  /** The supergraph's schema, with the types that only subgraphs see. */
  schema: GraphQLSchema;
  isOfType: TypeTest;
  variableDefinitions: VariableDefinitions;
  /** Whether objects that stand for the same entity may hold the same nested objects. */
  mayShare: boolean;
};

/** Turns a plan into functions, so that running it decides nothing that is known beforehand. */
export function compilePlan(node: PlanNode, tools: PlanTools): Step {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((part) => compilePlan(part, tools)));
    case 'Parallel':
      return inParallel(node.nodes.map((part) => compilePlan(part, tools)));
    case 'Flatten':
      return compileFlatten(node, tools);
    case 'Condition':
      return compileCondition(node, tools);
    case 'Fetch':
      return compileFetch(node, tools);
    case 'BatchFetch':
      return compileBatchFetch(node, tools);
    default:
      throw new Error(`A plan has a node of the unknown kind "${(node as { kind: string }).kind}".`);
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (run, objects, path) => {
    for (const step of steps) await step(run, objects, path);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (run, objects, path) => {
    await Promise.all(steps.map((step) => step(run, objects, path)));
  };
}

function compileFlatten(node: FlattenNode, tools: PlanTools): Step {
  const step = compilePlan(node.node, tools);
  return (run, objects, path) => {
    const found = objectsAt(run, objects, node.path, tools.isOfType);
    return found.length === 0 ? undefined : step(run, found, [...path, ...node.path]);
  };
}

function compileCondition(node: ConditionNode, tools: PlanTools): Step {
  const onTrue = node.ifClause && compilePlan(node.ifClause, tools);
  const onFalse = node.elseClause && compilePlan(node.elseClause, tools);
  return (run, objects, path) => {
    const holds = evaluateCondition(node as never, tools.variableDefinitions, run.variables);
    return (holds ? onTrue : onFalse)?.(run, objects, path);
  };
}
