import type { DefinitionNode } from '../definition.ts';
import { describeNode } from '../describe-node.ts';
import type { DesignedDefinition, DesignKnowledge } from '../design-knowledge.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import { sayDesign } from '../texts.ts';

/** The roles of an orchestration may use the services that it calls: who manages it must, who runs it is told about. */
export function permissionProblems(
  node: DefinitionNode,
  { mgmtRoles, useRoles }: DesignedDefinition,
  { rolesOfService }: DesignKnowledge,
): DesignProblem[] {
  const allowed = node.service ? rolesOfService(node.service) : null;
  if (!allowed) return [];
  const facts = { service: node.service ?? '', node: describeNode(node) };
  const place = { nodeId: node.id, field: 'service' };
  const outside = useRoles.filter((role) => !allowed.includes(role));
  const problems: DesignProblem[] = [];
  if (mgmtRoles.length > 0 && !mgmtRoles.some((role) => allowed.includes(role)))
    problems.push(designError(sayDesign('SERVICE_NOT_FOR_MGMT_ROLES', { ...facts, roles: mgmtRoles }), place));
  if (outside.length > 0)
    problems.push(designWarning(sayDesign('SERVICE_NOT_FOR_USE_ROLES', { ...facts, roles: outside }), place));
  return problems;
}
