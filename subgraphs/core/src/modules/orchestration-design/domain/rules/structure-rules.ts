import type { Said } from '@wecube/kit';
import type { DefinitionGraph, DefinitionLink, DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';
import { sayDesign } from '../texts.ts';

/** One start, an end, and as many links at every node as its type has. */
export function structureProblems(definition: DefinitionGraph, graph: Graph): DesignProblem[] {
  return [
    ...startProblems(graph),
    ...endProblems(graph),
    ...workProblems(graph),
    ...linkProblems(definition),
    ...definition.nodes.flatMap((node) => degreeProblems(node, graph)),
  ];
}

function startProblems(graph: Graph): DesignProblem[] {
  const [first, ...more] = graph.starts();
  if (!first) return [designError(sayDesign('NO_START'))];
  return more.map((node) =>
    designError(sayDesign('SEVERAL_STARTS', { node: describeNodeFirst(node), first: describeNode(first) }), {
      nodeId: node.id,
    }),
  );
}

function endProblems(graph: Graph): DesignProblem[] {
  return graph.ends().length > 0 ? [] : [designError(sayDesign('NO_END'))];
}

function workProblems(graph: Graph): DesignProblem[] {
  if (graph.nodes.some(({ type }) => NODE_RULES[type].works)) return [];
  return [designWarning(sayDesign('NOTHING_TO_DO'))];
}

function linkProblems({ nodes, links }: DefinitionGraph): DesignProblem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  return links.flatMap((link) => linkProblem(link, byId, seen));
}

function linkProblem(
  link: DefinitionLink,
  byId: ReadonlyMap<string, DefinitionNode>,
  seen: Set<string>,
): DesignProblem[] {
  const [source, target] = [byId.get(link.source), byId.get(link.target)];
  const place = { linkId: link.id };
  if (!source || !target) return [designError(sayDesign('LINK_WITHOUT_NODE'), place)];
  if (source === target) return [designError(sayDesign('LINK_TO_ITSELF', { node: describeNode(source) }), place)];
  const pair = JSON.stringify([link.source, link.target]);
  if (seen.has(pair)) {
    const ends = { from: describeNode(source), to: describeNode(target) };
    return [designError(sayDesign('LINK_TWICE', ends), place)];
  }
  seen.add(pair);
  return [];
}

function degreeProblems(node: DefinitionNode, graph: Graph): DesignProblem[] {
  const place = { nodeId: node.id };
  return [
    ...incoming(node, graph.linksTo(node.id).length).map((said) => designError(said, place)),
    ...outgoing(node, graph.linksFrom(node.id).length).map((said) => designError(said, place)),
  ];
}

function incoming(node: DefinitionNode, links: number): Said[] {
  const { label, incoming: allowed } = NODE_RULES[node.type];
  const facts = { node: describeNodeFirst(node), count: links, nodeType: label };
  if (links < allowed.least) return [sayDesign('TOO_FEW_INCOMING', { ...facts, least: allowed.least })];
  if (links <= allowed.most) return [];
  return allowed.most === 0
    ? [sayDesign('TOO_MANY_INCOMING.none', facts)]
    : [sayDesign('TOO_MANY_INCOMING', { ...facts, most: allowed.most })];
}

function outgoing(node: DefinitionNode, links: number): Said[] {
  const { label, outgoing: allowed } = NODE_RULES[node.type];
  const facts = { node: describeNodeFirst(node), count: links, nodeType: label };
  if (links < allowed.least) return [sayDesign('TOO_FEW_OUTGOING', { ...facts, least: allowed.least })];
  if (links <= allowed.most) return [];
  return allowed.most === 0
    ? [sayDesign('TOO_MANY_OUTGOING.none', facts)]
    : [sayDesign('TOO_MANY_OUTGOING', { ...facts, most: allowed.most })];
}
