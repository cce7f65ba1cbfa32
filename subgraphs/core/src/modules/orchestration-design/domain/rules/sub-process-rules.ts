import type { DefinitionNode } from '../definition.ts';
import { describeNodeFirst } from '../describe-node.ts';
import type { ChildFacts, DesignedDefinition, DesignKnowledge } from '../design-knowledge.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import { entityName } from '../entity-name.ts';
import { sayDesign } from '../texts.ts';

/** The orchestration that a node runs: it is there, deployed, made to be run so, for these objects, and never itself again. */
export function subProcessProblems(
  node: DefinitionNode,
  definition: DesignedDefinition,
  entity: string | null,
  { child }: DesignKnowledge,
): DesignProblem[] {
  const { subProcessKey: key, subProcessVersion: version } = node;
  const place = { nodeId: node.id, field: 'subProcessKey' };
  const facts = { node: describeNodeFirst(node) };
  if (!key) return [designError(sayDesign('SUB_PROCESS_MISSING', facts), place)];
  const found = child(key, version);
  if (key === definition.key || found?.reaches.has(definition.key))
    return [designError(sayDesign('SUB_PROCESS_RECURSIVE', { ...facts, child: found?.name ?? key }), place)];
  if (found) return childProblems(found, facts, entity).map((said) => designError(said, place));
  const unknown =
    version === null
      ? sayDesign('SUB_PROCESS_UNKNOWN', { ...facts, key })
      : sayDesign('SUB_PROCESS_UNKNOWN.version', { ...facts, key, version });
  return [designError(unknown, place)];
}

function childProblems(
  found: ChildFacts,
  facts: { node: ReturnType<typeof describeNodeFirst> },
  entity: string | null,
) {
  const { name: child, isDeployed, isSubProcess, rootEntity } = found;
  const target = entityName(rootEntity);
  const misfit = entity !== null && entity !== target;
  return [
    ...(isDeployed ? [] : [sayDesign('SUB_PROCESS_NOT_DEPLOYED', { ...facts, child })]),
    ...(isSubProcess ? [] : [sayDesign('SUB_PROCESS_NOT_ONE', { ...facts, child })]),
    ...(misfit ? [sayDesign('SUB_PROCESS_ENTITY_MISMATCH', { ...facts, child, target, entity })] : []),
  ];
}
