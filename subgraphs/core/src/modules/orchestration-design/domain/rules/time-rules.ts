import type { DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import { sayDesign } from '../texts.ts';

const LEAST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 100 * 24 * 3_600_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** How long a node waits, or for which moment. */
export function timeProblems(node: DefinitionNode, now: number): DesignProblem[] {
  return node.type === 'DATE' ? dateProblems(node, now) : intervalProblems(node);
}

function intervalProblems(node: DefinitionNode): DesignProblem[] {
  const { waitMs } = node;
  const place = { nodeId: node.id, field: 'waitMs' };
  if (waitMs === null)
    return [designError(sayDesign('WAIT_OUT_OF_RANGE.missing', { node: describeNode(node) }), place)];
  if (waitMs >= LEAST_WAIT_MS && waitMs <= MOST_WAIT_MS) return [];
  return [designError(sayDesign('WAIT_OUT_OF_RANGE', { node: describeNodeFirst(node), waitMs }), place)];
}

function dateProblems(node: DefinitionNode, now: number): DesignProblem[] {
  const { waitUntil } = node;
  const place = { nodeId: node.id, field: 'waitUntil' };
  if (!waitUntil) return [designError(sayDesign('DATE_INVALID.missing', { node: describeNode(node) }), place)];
  const facts = { date: waitUntil };
  const at = INSTANT.test(waitUntil) ? Date.parse(waitUntil) : Number.NaN;
  if (Number.isNaN(at)) return [designError(sayDesign('DATE_INVALID', { ...facts, node: describeNode(node) }), place)];
  if (at > now) return [];
  return [designWarning(sayDesign('DATE_PAST', { ...facts, node: describeNodeFirst(node) }), place)];
}
