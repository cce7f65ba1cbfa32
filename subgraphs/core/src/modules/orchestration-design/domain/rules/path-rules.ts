import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { Graph } from '../graph.ts';

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
    designError('NOT_REACHABLE', `${describeNodeFirst(node)} is never reached from the start.`, {
      nodeId: node.id,
      remedy: 'Link it into the flow or remove it.',
    }),
  );
}

function endingProblems(graph: Graph): DesignProblem[] {
  const ends = graph.ends().map(({ id }) => id);
  if (ends.length === 0) return [];
  const ending = graph.leadingTo(ends);
  const stuck = graph.nodes.filter(({ id }) => !ending.has(id));
  return stuck.map((node) =>
    designError('NO_WAY_TO_END', `No way leads from ${describeNode(node)} to an end.`, {
      nodeId: node.id,
      remedy: 'Link it onwards to an end node.',
    }),
  );
}

function cycleProblems(graph: Graph): DesignProblem[] {
  const cycle = graph.cycle();
  const [first] = cycle ?? [];
  if (!cycle || !first || cycle.length < 2) return [];
  const way = [...cycle, first].map(describeNode).join(' → ');
  return [
    designError('CYCLE', `The nodes run in a circle: ${way}.`, {
      nodeId: first.id,
      remedy: 'Remove one of these links.',
    }),
  ];
}
