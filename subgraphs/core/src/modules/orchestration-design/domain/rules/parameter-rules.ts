import { type DefinitionNode, type NodeParameter, type ParameterSide, START_CONTEXT } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import type { DesignKnowledge } from '../design-knowledge.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import { type DesignService, type ServiceInput, suppliesItself } from '../design-service.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';
import { sayDesign } from '../texts.ts';
import { entitySourceProblems, variableSourceProblems } from './source-rules.ts';

const NUMBER_TYPES = new Set(['int', 'integer', 'number', 'float', 'double']);

/** What a parameter is judged by: the node that gives it, and what is known of its surroundings. */
type Place = {
  node: DefinitionNode;
  graph: Graph;
  knowledge: DesignKnowledge;
  /** Of the objects the node works on; null when that is not known. */
  entity: string | null;
};

const DEEPEST_OBJECT = 8;

/** The values a node hands to its service: all that are required, each of a source that has one by then. */
export function parameterProblems(place: Place, service: DesignService): DesignProblem[] {
  const inputs = new Map(service.inputs.map((input) => [input.name, input]));
  const seen = new Set<string>();
  return [
    ...place.node.parameters.flatMap((parameter) => {
      const input = inputs.get(parameter.name) ?? null;
      return [
        ...nameProblems(place.node, parameter, input, seen),
        ...sourceProblems(place, parameter, input, [parameter.name]),
      ];
    }),
    ...missingProblems(place.node, service),
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
  place: Place,
  parameter: NodeParameter,
  input: ServiceInput | null,
  path: readonly string[],
): DesignProblem[] {
  const { node, knowledge, entity } = place;
  const at = { nodeId: node.id, field: `parameters.${path.join('.')}` };
  const named = { ...parameter, name: path.join('.') };
  switch (parameter.source) {
    case 'CONSTANT':
      return constantProblems(node, named, input, at);
    case 'CONTEXT':
      return contextProblems(place, named, at);
    case 'ENTITY':
      return entitySourceProblems(node, named, entity, knowledge, at);
    case 'SYSTEM_VARIABLE':
      return variableSourceProblems(node, named, input, knowledge, at);
    case 'OBJECT':
      return objectProblems(place, named, path, at);
  }
}

type At = { nodeId: string; field: string };

function objectProblems(place: Place, { name, properties }: NodeParameter, path: readonly string[], at: At) {
  const facts = { parameter: name, node: describeNode(place.node) };
  if (!properties?.length) return [designError(sayDesign('PARAMETER_VALUE_MISSING.object', facts), at)];
  if (path.length >= DEEPEST_OBJECT)
    return [designError(sayDesign('PARAMETER_TOO_DEEP', { ...facts, most: DEEPEST_OBJECT }), at)];
  const seen = new Set<string>();
  return properties.flatMap((property): DesignProblem[] => {
    if (seen.has(property.name)) {
      const twice = { node: describeNodeFirst(place.node), parameter: `${name}.${property.name}` };
      return [designError(sayDesign('PARAMETER_TWICE', twice), at)];
    }
    seen.add(property.name);
    return sourceProblems(place, property, null, [...path, property.name]);
  });
}

function constantProblems(
  node: DefinitionNode,
  { name, value }: NodeParameter,
  input: ServiceInput | null,
  at: At,
): DesignProblem[] {
  if (!value?.trim() || !input || !NUMBER_TYPES.has(input.dataType.toLowerCase())) return [];
  if (Number.isFinite(Number(value))) return [];
  return [designError(sayDesign('PARAMETER_NOT_A_NUMBER', { parameter: name, node: describeNode(node), value }), at)];
}

function contextProblems({ node, graph, knowledge }: Place, parameter: NodeParameter, at: At): DesignProblem[] {
  const whose = { parameter: parameter.name, node: describeNode(node) };
  const source = parameter.fromNodeId ? graph.node(parameter.fromNodeId) : null;
  if (!source) return [designError(sayDesign('CONTEXT_SOURCE_MISSING', whose), at)];
  const facts = { ...whose, source: describeNode(source) };
  if (!NODE_RULES[source.type].offersContext)
    return [designError(sayDesign('CONTEXT_SOURCE_OFFERS_NOTHING', facts), at)];
  if (!graph.isUpstream(source.id, node.id)) return [designError(sayDesign('CONTEXT_SOURCE_NOT_UPSTREAM', facts), at)];
  const passed = graph.canPassBy(source.id, node.id)
    ? [designWarning(sayDesign('CONTEXT_SOURCE_NOT_ON_EVERY_WAY', facts), at)]
    : [];
  const offered = offeredBy(source, parameter.fromSide ?? null, knowledge);
  if (!offered || (parameter.fromParameter && offered.includes(parameter.fromParameter))) return passed;
  const taken = parameter.fromParameter ?? '';
  return [...passed, designError(sayDesign('CONTEXT_PARAMETER_UNKNOWN', { ...facts, taken, offered }), at)];
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
