import type { DefinitionGraph, DefinitionLink, DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';

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
  if (!first) {
    return [designError('NO_START', 'The orchestration has no start node.', { remedy: 'Add a start node.' })];
  }
  return more.map((node) =>
    designError('SEVERAL_STARTS', `${describeNodeFirst(node)} is a second start node.`, {
      nodeId: node.id,
      remedy: `Remove it; the orchestration starts at ${describeNode(first)}.`,
    }),
  );
}

function endProblems(graph: Graph): DesignProblem[] {
  if (graph.ends().length > 0) return [];
  return [designError('NO_END', 'The orchestration has no end node.', { remedy: 'Add an end node.' })];
}

function workProblems(graph: Graph): DesignProblem[] {
  if (graph.nodes.some(({ type }) => NODE_RULES[type].callsService)) return [];
  const remedy = 'Add an automatic node.';
  return [designWarning('NOTHING_TO_DO', 'The orchestration has no node that does anything.', { remedy })];
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
  const place = { linkId: link.id, remedy: 'Remove the link.' };
  if (!source || !target)
    return [designError('LINK_WITHOUT_NODE', 'A link leads from or to a node that is not there.', place)];
  if (source === target)
    return [designError('LINK_TO_ITSELF', `A link leads from ${describeNode(source)} to itself.`, place)];
  const pair = JSON.stringify([link.source, link.target]);
  if (seen.has(pair)) {
    return [
      designError('LINK_TWICE', `There are two links from ${describeNode(source)} to ${describeNode(target)}.`, place),
    ];
  }
  seen.add(pair);
  return [];
}

function degreeProblems(node: DefinitionNode, graph: Graph): DesignProblem[] {
  const { label, incoming, outgoing } = NODE_RULES[node.type];
  const subject = `${describeNodeFirst(node)}`;
  const kind = `${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label} node`;
  const into = graph.linksTo(node.id).length;
  const outOf = graph.linksFrom(node.id).length;
  const problems: DesignProblem[] = [];
  const place = { nodeId: node.id };
  if (into < incoming.least) {
    const message = `${subject} has ${count(into, 'incoming')}; ${kind} needs at least ${incoming.least}.`;
    problems.push(designError('TOO_FEW_INCOMING', message, { ...place, remedy: 'Link an earlier node to it.' }));
  }
  if (into > incoming.most) {
    const message = `${subject} has ${count(into, 'incoming')}; ${kind} may have ${incoming.most || 'none'}.`;
    const remedy = incoming.most === 0 ? 'Remove the links to it.' : 'Let the branches meet in a merge node first.';
    problems.push(designError('TOO_MANY_INCOMING', message, { ...place, remedy }));
  }
  if (outOf < outgoing.least) {
    const message = `${subject} has ${count(outOf, 'outgoing')}; ${kind} needs at least ${outgoing.least}.`;
    problems.push(designError('TOO_FEW_OUTGOING', message, { ...place, remedy: 'Link it to the next node.' }));
  }
  if (outOf > outgoing.most) {
    const message = `${subject} has ${count(outOf, 'outgoing')}; ${kind} may have ${outgoing.most || 'none'}.`;
    const remedy = outgoing.most === 0 ? 'Remove the links from it.' : 'Put a fork node behind it.';
    problems.push(designError('TOO_MANY_OUTGOING', message, { ...place, remedy }));
  }
  return problems;
}

function count(links: number, direction: string): string {
  return `${links === 0 ? 'no' : links} ${direction} ${links === 1 ? 'link' : 'links'}`;
}
