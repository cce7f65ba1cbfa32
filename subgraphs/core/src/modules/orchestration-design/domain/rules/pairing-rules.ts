import type { DefinitionNode } from '../definition.ts';
import { describeNode } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';
import { sayDesign } from '../texts.ts';

/**
 * The branches of every fork meet in one merge. Nested forks may share a merge, as long as all of their branches
 * end there. Needs a graph without cycles in which every node has the links its type asks for.
 */
export function pairingProblems(graph: Graph): DesignProblem[] {
  const [start] = graph.starts();
  if (!start) return [];
  const problems: DesignProblem[] = [];
  follow(start, graph, problems);
  return problems;
}

/** Where a way ends: at an end, at a join with `links` of its incoming links, or somewhere that was already reported. */
type Stop =
  | { kind: 'end'; node: DefinitionNode }
  | { kind: 'join'; node: DefinitionNode; links: number }
  | { kind: 'reported' };

function follow(from: DefinitionNode, graph: Graph, problems: DesignProblem[]): Stop {
  let node = from;
  for (;;) {
    const side = NODE_RULES[node.type].branching?.side;
    if (side === 'JOIN') return { kind: 'join', node, links: 1 };
    if (side === 'SPLIT') {
      const stop = followBranches(node, graph, problems);
      if (stop.kind !== 'join' || stop.links < graph.linksTo(stop.node.id).length) return stop;
      node = stop.node;
    }
    const next = after(node, graph);
    if (!next) return { kind: 'end', node };
    node = next;
  }
}

function followBranches(fork: DefinitionNode, graph: Graph, problems: DesignProblem[]): Stop {
  const stops = graph
    .linksFrom(fork.id)
    .map(({ target }) => follow(graph.node(target) as DefinitionNode, graph, problems));
  if (stops.some(({ kind }) => kind === 'reported')) return { kind: 'reported' };
  const end = stops.find((stop) => stop.kind === 'end');
  if (end) {
    problems.push(branchEnds(fork, end.node));
    return { kind: 'reported' };
  }
  const joins = stops.filter((stop) => stop.kind === 'join');
  const merges = [...new Set(joins.map(({ node }) => node))];
  const [merge] = merges;
  if (!merge || merges.length > 1) {
    problems.push(branchesMeetApart(fork, merges));
    return { kind: 'reported' };
  }
  return { kind: 'join', node: merge, links: joins.reduce((sum, { links }) => sum + links, 0) };
}

function after(node: DefinitionNode, graph: Graph): DefinitionNode | null {
  const [link] = graph.linksFrom(node.id);
  return link ? graph.node(link.target) : null;
}

function branchEnds(fork: DefinitionNode, end: DefinitionNode): DesignProblem {
  const facts = { node: describeNode(fork), end: describeNode(end) };
  return designError(sayDesign('FORK_BRANCH_ENDS', facts), { nodeId: fork.id });
}

function branchesMeetApart(fork: DefinitionNode, merges: readonly DefinitionNode[]): DesignProblem {
  const facts = { node: describeNode(fork), merges: merges.map(describeNode) };
  return designError(sayDesign('FORK_BRANCHES_MEET_APART', facts), { nodeId: fork.id });
}
