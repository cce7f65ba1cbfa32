import type { DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { DesignService } from '../design-service.ts';

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
  if (!node.service) {
    const message = `${describeNodeFirst(node)} calls no service.`;
    return [designError('SERVICE_MISSING', message, { ...place, remedy: 'Choose a service.' })];
  }
  if (!service) {
    const message = `The service "${node.service}" of ${describeNode(node)} does not exist.`;
    return [
      designError('SERVICE_UNKNOWN', message, { ...place, remedy: 'Choose another service or register its package.' }),
    ];
  }
  const problems: DesignProblem[] = [];
  if (!service.enabled) {
    const message = `The service "${service.name}" of ${describeNode(node)} is disabled.`;
    problems.push(
      designError('SERVICE_DISABLED', message, { ...place, remedy: 'Enable the service or choose another.' }),
    );
  }
  const target = service.targetEntity && entityName(service.targetEntity);
  if (target && entity && target !== entity) {
    const message = `The service "${service.name}" works on "${target}", but ${describeNode(node)} finds objects of "${entity}".`;
    const remedy = `Let the expression end at "${target}" or choose a service for "${entity}".`;
    problems.push(designError('SERVICE_ENTITY_MISMATCH', message, { ...place, remedy }));
  }
  return problems;
}

function timeoutProblems(node: DefinitionNode): DesignProblem[] {
  if (node.timeoutMs >= LEAST_TIMEOUT_MS && node.timeoutMs <= MOST_TIMEOUT_MS) return [];
  const message = `The time limit of ${describeNode(node)} is ${node.timeoutMs} ms; it may be ${LEAST_TIMEOUT_MS} ms to 7 days.`;
  return [
    designError('TIMEOUT_OUT_OF_RANGE', message, {
      nodeId: node.id,
      field: 'timeoutMs',
      remedy: 'Choose another time limit.',
    }),
  ];
}

/** Target entities may carry a filter. */
const entityName = (targetEntity: string) => targetEntity.split('{')[0]?.trim() ?? '';
