import type { DefinitionGraph, DefinitionNode } from '../definition.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import { NODE_RULES } from '../node-rules.ts';
import { sayDesign } from '../texts.ts';

const MAX_NODE_NAME = 60;
const MAX_NODES = 2_000;

/** Nodes are told apart by their names in runs and messages. */
export function nameProblems({ nodes }: DefinitionGraph): DesignProblem[] {
  const seen = new Set<string>();
  return [...sizeProblems(nodes), ...nodes.flatMap((node) => problemsOf(node, seen))];
}

function sizeProblems(nodes: readonly DefinitionNode[]): DesignProblem[] {
  if (nodes.length <= MAX_NODES) return [];
  return [designError(sayDesign('TOO_MANY_NODES', { nodes: nodes.length, most: MAX_NODES }))];
}

function problemsOf(node: DefinitionNode, seen: Set<string>): DesignProblem[] {
  const name = node.name.trim();
  const place = { nodeId: node.id, field: 'name' };
  if (!name) return [designError(sayDesign('NAME_MISSING', { nodeType: NODE_RULES[node.type].label }), place)];
  if ([...name].length > MAX_NODE_NAME)
    return [designError(sayDesign('NAME_TOO_LONG', { name, most: MAX_NODE_NAME }), place)];
  if (seen.has(name)) return [designError(sayDesign('NAME_TWICE', { name }), place)];
  seen.add(name);
  return [];
}
