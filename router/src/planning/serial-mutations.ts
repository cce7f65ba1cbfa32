import { Kind, parse } from 'graphql';
import type { FetchNode, PlanNode } from './query-plan.ts';

type Placed = { node: PlanNode; after: number };

/**
 * Completes the answer of each mutation before the next one runs, as GraphQL demands: the native planner fetches what
 * is missing beside the next mutation, and would show its effects. Plans without several mutations stay as they are.
 */
export function serialMutations(plan: PlanNode): PlanNode {
  const steps = plan.kind === 'Sequence' ? plan.nodes : [plan];
  const mutations = steps.flatMap(partsOf).filter(isMutation);
  if (mutations.length < 2) return plan;
  const keys = mutations.map(responseKeys);
  const others = steps.map((step) => partsOf(step).filter((part) => !isMutation(part)));
  const placed: Placed[] = others.flatMap((parts) => inGroups(parts, (part) => lastMutation(part, keys)));
  const nodes = mutations.flatMap((mutation, at) => [
    mutation,
    ...placed.filter(({ after }) => after === at).map(({ node }) => node),
  ]);
  return { kind: 'Sequence', nodes };
}

function partsOf(step: PlanNode): PlanNode[] {
  return step.kind === 'Parallel' || step.kind === 'Sequence' ? step.nodes.flatMap(partsOf) : [step];
}

function isMutation(node: PlanNode): node is FetchNode {
  return node.kind === 'Fetch' && /^\s*mutation\b/.test(node.operation);
}

function responseKeys({ operation }: FetchNode): Set<string> {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return new Set();
  const fields = definition.selectionSet.selections.flatMap((part) => (part.kind === Kind.FIELD ? [part] : []));
  return new Set(fields.map(({ alias, name }) => (alias ?? name).value));
}

/** What belongs to one mutation stays parallel as far as it was. */
function inGroups(parts: PlanNode[], placeOf: (part: PlanNode) => number): Placed[] {
  const groups = new Map<number, PlanNode[]>();
  for (const part of parts) groups.set(placeOf(part), [...(groups.get(placeOf(part)) ?? []), part]);
  return [...groups].map(([after, nodes]) => ({
    after,
    node: nodes.length === 1 ? (nodes[0] as PlanNode) : { kind: 'Parallel', nodes },
  }));
}

/** Which mutation a fetch completes: the last one of those whose answers it goes into. */
function lastMutation(part: PlanNode, keys: readonly Set<string>[]): number {
  const roots = rootKeys(part);
  const found = keys.map((own, at) => (roots.some((root) => own.has(root)) ? at : -1));
  const last = Math.max(...found);
  return last === -1 ? keys.length - 1 : last;
}

function rootKeys(part: PlanNode): string[] {
  switch (part.kind) {
    case 'Flatten':
      return part.path.slice(0, 1).map(String);
    case 'BatchFetch':
      return part.aliases.flatMap(({ paths }) => paths.map(([first]) => String(first)));
    case 'Condition':
      return [part.ifClause, part.elseClause].flatMap((clause) => (clause ? partsOf(clause).flatMap(rootKeys) : []));
    default:
      return [];
  }
}
