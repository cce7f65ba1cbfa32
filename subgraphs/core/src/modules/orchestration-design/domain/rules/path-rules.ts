import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { sayDesign } from '../texts.ts';

/** Every node lies on a way from the start to an end, and no way comes back. */
export function pathProblems(graph: Graph): DesignProblem[] {
  return [...reachProblems(graph), ...endingProblems(graph), ...cycleProblems(graph)];
}

function reachProblems(graph: Graph): DesignProblem[] {
  const starts = graph.starts().map(({ id }) => id);
  if (starts.length === 0) return [];
  const reached = graph.reachableFrom(starts);
  const lost = graph.nodes.filter(({ id }) => !reached.has(id));
  return lost.map((node) =>
    designError(sayDesign('NOT_REACHABLE', { node: describeNodeFirst(node) }), { nodeId: node.id }),
  );
}

function endingProblems(graph: Graph): DesignProblem[] {
  const ends = graph.ends().map(({ id }) => id);
  if (ends.length === 0) return [];
  const ending = graph.leadingTo(ends);
  const stuck = graph.nodes.filter(({ id }) => !ending.has(id));
  return stuck.map((node) =>
    designError(sayDesign('NO_WAY_TO_END', { node: describeNode(node) }), { nodeId: node.id }),
  );
}

function cycleProblems(graph: Graph): DesignProblem[] {
  const cycle = graph.cycle();
  const [first] = cycle ?? [];
  if (!cycle || !first || cycle.length < 2) return [];
  const nodes = [...cycle, first].map(describeNode);
  return [designError(sayDesign('CYCLE', { nodes }), { nodeId: first.id })];
}
