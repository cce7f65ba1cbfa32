import type { DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { DesignService } from '../design-service.ts';
import { entityName } from '../entity-name.ts';
import { sayDesign } from '../texts.ts';

const LEAST_TIMEOUT_MS = 1_000;
const MOST_TIMEOUT_MS = 7 * 24 * 3_600_000;

/** The service a node calls: it is there, may be called, and works on the objects the node finds. */
export function serviceProblems(
  node: DefinitionNode,
  service: DesignService | null,
  entity: string | null,
): DesignProblem[] {
  return [...timeoutProblems(node), ...callProblems(node, service, entity)];
}

function callProblems(node: DefinitionNode, service: DesignService | null, entity: string | null): DesignProblem[] {
  const place = { nodeId: node.id, field: 'service' };
  if (!node.service) return [designError(sayDesign('SERVICE_MISSING', { node: describeNodeFirst(node) }), place)];
  const facts = { service: node.service, node: describeNode(node) };
  if (!service) return [designError(sayDesign('SERVICE_UNKNOWN', facts), place)];
  const problems: DesignProblem[] = [];
  if (!service.enabled) problems.push(designError(sayDesign('SERVICE_DISABLED', facts), place));
  const target = service.targetEntity && entityName(service.targetEntity);
  if (target && entity && target !== entity)
    problems.push(designError(sayDesign('SERVICE_ENTITY_MISMATCH', { ...facts, target, entity }), place));
  return problems;
}

/** How long a node is waited for. */
export function timeoutProblems(node: DefinitionNode): DesignProblem[] {
  const { timeoutMs } = node;
  if (timeoutMs >= LEAST_TIMEOUT_MS && timeoutMs <= MOST_TIMEOUT_MS) return [];
  const facts = { node: describeNode(node), timeoutMs, leastMs: LEAST_TIMEOUT_MS };
  return [designError(sayDesign('TIMEOUT_OUT_OF_RANGE', facts), { nodeId: node.id, field: 'timeoutMs' })];
}
