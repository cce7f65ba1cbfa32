import type { DefinitionNode, NodeParameter } from '../definition.ts';
import { describeNode } from '../describe-node.ts';
import type { DesignKnowledge } from '../design-knowledge.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import { packageOfService, type ServiceInput } from '../design-service.ts';
import { sayDesign } from '../texts.ts';

/** A value that is read of the object a node works on: an expression that starts at its entity. */
export function entitySourceProblems(
  node: DefinitionNode,
  { name, value }: NodeParameter,
  entity: string | null,
  { expressionFrom }: DesignKnowledge,
  place: { nodeId: string; field: string },
): DesignProblem[] {
  const facts = { parameter: name, node: describeNode(node) };
  if (!value?.trim()) return [designError(sayDesign('PARAMETER_VALUE_MISSING.entity', facts), place)];
  // Which objects it works on is said elsewhere.
  if (entity === null) return [];
  return expressionFrom(entity, value.trim()).problems.map(({ suggestion, ...reason }) => {
    const said = suggestion
      ? sayDesign('PARAMETER_ENTITY_INVALID.suggestion', { ...facts, reason, suggestion })
      : sayDesign('PARAMETER_ENTITY_INVALID', { ...facts, reason });
    return designError(said, place);
  });
}

/** A value of a system variable, which the service must keep as secret as the variable is. */
export function variableSourceProblems(
  node: DefinitionNode,
  { name, value }: NodeParameter,
  input: ServiceInput | null,
  { variable }: DesignKnowledge,
  place: { nodeId: string; field: string },
): DesignProblem[] {
  const facts = { parameter: name, node: describeNode(node), variable: value ?? '' };
  if (!value?.trim()) return [designError(sayDesign('PARAMETER_VALUE_MISSING.variable', facts), place)];
  const found = variable(value, packageOfService(node.service ?? ''));
  if (!found) return [designError(sayDesign('PARAMETER_VARIABLE_UNKNOWN', facts), place)];
  if (!found.secret || !input || input.sensitive) return [];
  return [designWarning(sayDesign('PARAMETER_SECRET_SHOWN', facts), place)];
}
