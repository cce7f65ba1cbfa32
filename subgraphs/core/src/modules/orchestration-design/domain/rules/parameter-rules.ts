import { type DefinitionNode, type NodeParameter, type ParameterSide, START_CONTEXT } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import type { DesignKnowledge } from '../design-knowledge.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import { type DesignService, type ServiceInput, suppliesItself } from '../design-service.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';
import { sayDesign } from '../texts.ts';

const NUMBER_TYPES = new Set(['int', 'integer', 'number', 'float', 'double']);

/** The values a node hands to its service: all that are required, each of a source that has one by then. */
export function parameterProblems(
  node: DefinitionNode,
  service: DesignService,
  graph: Graph,
  knowledge: DesignKnowledge,
): DesignProblem[] {
  const inputs = new Map(service.inputs.map((input) => [input.name, input]));
  const seen = new Set<string>();
  return [
    ...node.parameters.flatMap((parameter) => {
      const input = inputs.get(parameter.name) ?? null;
      return [
        ...nameProblems(node, parameter, input, seen),
        ...sourceProblems(node, parameter, input, graph, knowledge),
      ];
    }),
    ...missingProblems(node, service),
  ];
}

function nameProblems(
  node: DefinitionNode,
  { name }: NodeParameter,
  input: ServiceInput | null,
  seen: Set<string>,
): DesignProblem[] {
  const place = { nodeId: node.id, field: `parameters.${name}` };
  const facts = { node: describeNodeFirst(node), parameter: name };
  if (seen.has(name)) return [designError(sayDesign('PARAMETER_TWICE', facts), place)];
  seen.add(name);
  if (input) return [];
  return [designWarning(sayDesign('PARAMETER_UNKNOWN', facts), place)];
}

function sourceProblems(
  node: DefinitionNode,
  parameter: NodeParameter,
  input: ServiceInput | null,
  graph: Graph,
  knowledge: DesignKnowledge,
): DesignProblem[] {
  switch (parameter.source) {
    case 'CONSTANT':
      return constantProblems(node, parameter, input);
    case 'CONTEXT':
      return contextProblems(node, parameter, graph, knowledge);
    default:
      return [];
  }
}

function constantProblems(
  node: DefinitionNode,
  { name, value }: NodeParameter,
  input: ServiceInput | null,
): DesignProblem[] {
  if (!value?.trim() || !input || !NUMBER_TYPES.has(input.dataType.toLowerCase())) return [];
  if (Number.isFinite(Number(value))) return [];
  const facts = { parameter: name, node: describeNode(node), value };
  return [designError(sayDesign('PARAMETER_NOT_A_NUMBER', facts), { nodeId: node.id, field: `parameters.${name}` })];
}

function contextProblems(
  node: DefinitionNode,
  parameter: NodeParameter,
  graph: Graph,
  knowledge: DesignKnowledge,
): DesignProblem[] {
  const place = { nodeId: node.id, field: `parameters.${parameter.name}` };
  const whose = { parameter: parameter.name, node: describeNode(node) };
  const source = parameter.fromNodeId ? graph.node(parameter.fromNodeId) : null;
  if (!source) return [designError(sayDesign('CONTEXT_SOURCE_MISSING', whose), place)];
  const facts = { ...whose, source: describeNode(source) };
  if (!NODE_RULES[source.type].offersContext)
    return [designError(sayDesign('CONTEXT_SOURCE_OFFERS_NOTHING', facts), place)];
  if (!graph.isUpstream(source.id, node.id))
    return [designError(sayDesign('CONTEXT_SOURCE_NOT_UPSTREAM', facts), place)];
  const offered = offeredBy(source, parameter.fromSide ?? null, knowledge);
  if (!offered || (parameter.fromParameter && offered.includes(parameter.fromParameter))) return [];
  const taken = parameter.fromParameter ?? '';
  return [designError(sayDesign('CONTEXT_PARAMETER_UNKNOWN', { ...facts, taken, offered }), place)];
}

/** Names a node offers as context, or null when its service is not known (which is reported at that node). */
function offeredBy(
  source: DefinitionNode,
  side: ParameterSide | null,
  knowledge: DesignKnowledge,
): readonly string[] | null {
  if (source.type === 'START') return START_CONTEXT;
  const service = source.service ? knowledge.service(source.service) : null;
  if (!service) return null;
  const { inputs, outputs } = service;
  return (side === 'INPUT' ? inputs : side === 'OUTPUT' ? outputs : [...outputs, ...inputs]).map(({ name }) => name);
}

function missingProblems(node: DefinitionNode, service: DesignService): DesignProblem[] {
  const given = new Set(node.parameters.filter(isGiven).map(({ name }) => name));
  const missing = service.inputs.filter((input) => input.required && !given.has(input.name) && !suppliesItself(input));
  return missing.map(({ name }) =>
    designError(sayDesign('PARAMETER_REQUIRED', { node: describeNodeFirst(node), parameter: name }), {
      nodeId: node.id,
      field: `parameters.${name}`,
    }),
  );
}

function isGiven({ source, value, fromNodeId, properties }: NodeParameter): boolean {
  if (source === 'CONTEXT') return !!fromNodeId;
  return source === 'OBJECT' ? !!properties?.length : !!value?.trim();
}
