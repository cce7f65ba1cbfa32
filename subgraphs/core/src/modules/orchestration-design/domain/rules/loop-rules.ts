import type { DefinitionNode } from '../definition.ts';
import { describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import { sayDesign } from '../texts.ts';

const MOST_ROWS_PER_CALL = 10_000;
const MOST_PARALLEL_CALLS = 100;

/** Into how many calls the objects of a node are split, and how many of them are made at once. */
export function loopProblems(node: DefinitionNode): DesignProblem[] {
  const { id, rowsPerCall: rows, parallelCalls: calls } = node;
  const of = { node: describeNodeFirst(node) };
  const problems: DesignProblem[] = [];
  if (rows !== null && !isWithin(rows, MOST_ROWS_PER_CALL)) {
    const said = sayDesign('ROWS_PER_CALL_OUT_OF_RANGE', { ...of, rows, most: MOST_ROWS_PER_CALL });
    problems.push(designError(said, { nodeId: id, field: 'rowsPerCall' }));
  }
  if (!isWithin(calls, MOST_PARALLEL_CALLS)) {
    const said = sayDesign('PARALLEL_CALLS_OUT_OF_RANGE', { ...of, calls, most: MOST_PARALLEL_CALLS });
    problems.push(designError(said, { nodeId: id, field: 'parallelCalls' }));
  }
  return problems;
}

const isWithin = (count: number, most: number) => Number.isInteger(count) && count >= 1 && count <= most;
