import type { DefinitionNode } from './definition.ts';
import type { DesignedDefinition, DesignKnowledge } from './design-knowledge.ts';
import { blocksDeployment, type DesignProblem, designError } from './design-problem.ts';
import { Graph } from './graph.ts';
import { NODE_RULES } from './node-rules.ts';
import { bindingProblems, entityOfObjects } from './rules/binding-rules.ts';
import { decisionProblems } from './rules/decision-rules.ts';
import { humanProblems } from './rules/human-rules.ts';
import { loopProblems } from './rules/loop-rules.ts';
import { nameProblems } from './rules/name-rules.ts';
import { pairingProblems } from './rules/pairing-rules.ts';
import { parameterProblems } from './rules/parameter-rules.ts';
import { pathProblems } from './rules/path-rules.ts';
import { permissionProblems } from './rules/permission-rules.ts';
import { serviceProblems, timeoutProblems } from './rules/service-rules.ts';
import { structureProblems } from './rules/structure-rules.ts';
import { subProcessProblems } from './rules/sub-process-rules.ts';
import { timeProblems } from './rules/time-rules.ts';
import { writeProblems } from './rules/write-rules.ts';
import { sayDesign } from './texts.ts';

/** Everything that is wrong with a definition; it may be deployed when none of it is an ERROR. */
export function validateDefinition(definition: DesignedDefinition, knowledge: DesignKnowledge): DesignProblem[] {
  const graph = new Graph(definition);
  const shape = [...structureProblems(definition, graph), ...pathProblems(graph)];
  // Pairing is only meaningful on a graph that is otherwise sound.
  const pairing = shape.some(blocksDeployment) ? [] : pairingProblems(graph);
  const surroundings = { definition, graph, knowledge };
  return [
    ...rootProblems(knowledge),
    ...nameProblems(definition),
    ...shape,
    ...pairing,
    ...definition.nodes.flatMap((node) => nodeProblems(node, surroundings)),
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

type Surroundings = { definition: DesignedDefinition; graph: Graph; knowledge: DesignKnowledge };

/** The rules of one node alone, by its type. */
function nodeProblems(node: DefinitionNode, { definition, graph, knowledge }: Surroundings): DesignProblem[] {
  const { bindsObjects } = NODE_RULES[node.type];
  const entity = bindsObjects ? entityOfObjects(node, graph, knowledge.expression) : null;
  const binding = bindsObjects ? bindingProblems(node, graph, knowledge.expression) : [];
  switch (node.type) {
    case 'AUTOMATIC':
    case 'HUMAN':
      return [...binding, ...callProblems(node, entity, { definition, graph, knowledge })];
    case 'SUB_PROCESS':
      return [...binding, ...subProcessProblems(node, definition, entity, knowledge), ...loopProblems(node)];
    case 'DATA':
      return [...writeProblems(node, knowledge.expression), ...timeoutProblems(node)];
    case 'DECISION':
      return decisionProblems(node, graph);
    case 'TIME_INTERVAL':
    case 'DATE':
      return timeProblems(node, knowledge.now);
    default:
      return [];
  }
}

function callProblems(
  node: DefinitionNode,
  entity: string | null,
  { definition, graph, knowledge }: Surroundings,
): DesignProblem[] {
  const service = node.service ? knowledge.service(node.service) : null;
  return [
    ...serviceProblems(node, service, entity),
    ...permissionProblems(node, definition, knowledge),
    ...(node.type === 'HUMAN' ? humanProblems(node, service, definition) : []),
    ...loopProblems(node),
    ...(service ? parameterProblems({ node, graph, knowledge, entity }, service) : []),
  ];
}
