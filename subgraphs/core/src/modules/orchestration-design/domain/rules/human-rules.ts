import type { DefinitionNode } from '../definition.ts';
import { describeNode } from '../describe-node.ts';
import type { DesignedDefinition } from '../design-knowledge.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { DesignService } from '../design-service.ts';
import { sayDesign } from '../texts.ts';

/** A person is asked by a service that calls back, and never by a sub-process. */
export function humanProblems(
  node: DefinitionNode,
  service: DesignService | null,
  { isSubProcess }: DesignedDefinition,
): DesignProblem[] {
  const facts = { node: describeNode(node) };
  const problems: DesignProblem[] = [];
  if (isSubProcess) problems.push(designError(sayDesign('HUMAN_IN_SUB_PROCESS', facts), { nodeId: node.id }));
  if (service && !service.isAsync) {
    const said = sayDesign('HUMAN_SERVICE_NOT_ASYNC', { ...facts, service: service.name });
    problems.push(designError(said, { nodeId: node.id, field: 'service' }));
  }
  return problems;
}
