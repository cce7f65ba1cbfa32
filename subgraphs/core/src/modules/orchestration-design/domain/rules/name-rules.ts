import type { DefinitionGraph, DefinitionNode } from '../definition.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import { NODE_RULES } from '../node-rules.ts';

const MAX_NODE_NAME = 60;
const MAX_NODES = 2_000;

/** Nodes are told apart by their names in runs and messages. */
export function nameProblems({ nodes }: DefinitionGraph): DesignProblem[] {
  const seen = new Set<string>();
  return [...sizeProblems(nodes), ...nodes.flatMap((node) => problemsOf(node, seen))];
}

function sizeProblems(nodes: readonly DefinitionNode[]): DesignProblem[] {
  if (nodes.length <= MAX_NODES) return [];
  const message = `The orchestration has ${nodes.length} nodes; at most ${MAX_NODES} are allowed.`;
  return [designError('TOO_MANY_NODES', message, { remedy: 'Split it into several orchestrations.' })];
}

function problemsOf(node: DefinitionNode, seen: Set<string>): DesignProblem[] {
  const name = node.name.trim();
  const place = { nodeId: node.id, field: 'name' };
  if (!name) {
    const message = `A node of type ${NODE_RULES[node.type].label} has no name.`;
    return [designError('NAME_MISSING', message, { ...place, remedy: 'Give it a name.' })];
  }
  if ([...name].length > MAX_NODE_NAME) {
    const message = `The name "${name}" is longer than ${MAX_NODE_NAME} characters.`;
    return [designError('NAME_TOO_LONG', message, { ...place, remedy: 'Shorten it.' })];
  }
  if (!seen.has(name)) {
    seen.add(name);
    return [];
  }
  return [
    designError('NAME_TWICE', `The name "${name}" is used by another node.`, {
      ...place,
      remedy: 'Choose another name.',
    }),
  ];
}
