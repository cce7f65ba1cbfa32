import type { DefinitionGraph, DefinitionNode } from './definition.ts';
import type { DesignKnowledge } from './design-knowledge.ts';
import { blocksDeployment, type DesignProblem, designError } from './design-problem.ts';
import { Graph } from './graph.ts';
import { NODE_RULES } from './node-rules.ts';
import { bindingProblems, entityOfObjects } from './rules/binding-rules.ts';
import { nameProblems } from './rules/name-rules.ts';
import { pairingProblems } from './rules/pairing-rules.ts';
import { parameterProblems } from './rules/parameter-rules.ts';
import { pathProblems } from './rules/path-rules.ts';
import { serviceProblems } from './rules/service-rules.ts';
import { structureProblems } from './rules/structure-rules.ts';
import { sayDesign } from './texts.ts';

/** Everything that is wrong with a definition; it may be deployed when none of it is an ERROR. */
export function validateDefinition(definition: DefinitionGraph, knowledge: DesignKnowledge): DesignProblem[] {
  const graph = new Graph(definition);
  const shape = [...structureProblems(definition, graph), ...pathProblems(graph)];
  // Pairing is only meaningful on a graph that is otherwise sound.
  const pairing = shape.some(blocksDeployment) ? [] : pairingProblems(graph);
  return [
    ...rootProblems(knowledge),
    ...nameProblems(definition),
    ...shape,
    ...pairing,
    ...definition.nodes.flatMap((node) => workProblems(node, graph, knowledge)),
  ];
}

function rootProblems({ rootEntity }: DesignKnowledge): DesignProblem[] {
  return rootEntity.problems.map(({ suggestion, ...reason }) => {
    const said = suggestion
      ? sayDesign('ROOT_ENTITY_INVALID.suggestion', { reason, suggestion })
      : sayDesign('ROOT_ENTITY_INVALID', { reason });
    return designError(said, { field: 'rootEntity' });
  });
}

function workProblems(node: DefinitionNode, graph: Graph, knowledge: DesignKnowledge): DesignProblem[] {
  if (!NODE_RULES[node.type].callsService) return [];
  const service = node.service ? knowledge.service(node.service) : null;
  const entity = entityOfObjects(node, graph, knowledge.expression);
  return [
    ...bindingProblems(node, graph, knowledge.expression),
    ...serviceProblems(node, service, entity),
    ...(service ? parameterProblems(node, service, graph, knowledge) : []),
  ];
}
