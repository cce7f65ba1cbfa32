import type { DefinitionLink, DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { sayDesign } from '../texts.ts';

/**
 * Every merge gets exactly what it waits for: the branches of a fork meet in one merge, each by one way at a time. Nested
 * forks may share a merge as long as all of their branches go there. The ways of a decision may meet in decision merges in
 * any order, or end; of one that lies within a branch of a fork one way alone may reach the merge. Needs a graph without
 * cycles in which every node has the links its type asks for.
 */
export function pairingProblems(graph: Graph): DesignProblem[] {
  const [start] = graph.starts();
  if (!start) return [];
  const problems: DesignProblem[] = [];
  const whole = explore(graph.linksFrom(start.id), graph, problems);
  if (whole.isReported) return problems;
  const merges = new Set(whole.exits.map(({ merge }) => merge));
  return [...problems, ...[...merges].map(withoutFork)];
}

/** A merge that one way leads into, by links that are all taken together. */
type Exit = { merge: DefinitionNode; links: ReadonlySet<string> };

/** What one way from somewhere can come to, taking any turn at decisions. */
type Region = {
  exits: Exit[];
  ends: DefinitionNode[];
  /** Decision merges that are reached from elsewhere too. */
  shared: DefinitionNode[];
  isReported: boolean;
};

function explore(first: readonly DefinitionLink[], graph: Graph, problems: DesignProblem[]): Region {
  const region: Region = { exits: [], ends: [], shared: [], isReported: false };
  const entered = new Map<DefinitionNode, number>();
  const open = [...first];
  const goOn = (node: DefinitionNode) => open.push(...graph.linksFrom(node.id));
  for (const link of open) {
    const node = graph.node(link.target);
    if (!node) continue;
    if (node.type === 'END' || node.type === 'ABNORMAL_END') region.ends.push(node);
    else if (node.type === 'MERGE') region.exits.push({ merge: node, links: new Set([link.id]) });
    else if (node.type === 'DECISION_MERGE') {
      entered.set(node, (entered.get(node) ?? 0) + 1);
      if (isWhole(node, entered.get(node) ?? 0, graph)) goOn(node);
    } else if (node.type === 'FORK') {
      const met = meetingOf(node, graph, problems);
      if (!met) region.isReported = true;
      else if (isWhole(met.merge, met.links.size, graph)) goOn(met.merge);
      else region.exits.push(met);
    } else goOn(node);
  }
  region.shared = [...entered].filter(([node, count]) => !isWhole(node, count, graph)).map(([node]) => node);
  return region;
}

const isWhole = (join: DefinitionNode, links: number, graph: Graph) => links === graph.linksTo(join.id).length;

/** The merge that all branches of a fork come to; null when there is none, which is then said. */
function meetingOf(fork: DefinitionNode, graph: Graph, problems: DesignProblem[]): Exit | null {
  const branches = graph.linksFrom(fork.id).map((link) => explore([link], graph, problems));
  if (branches.some(({ isReported }) => isReported)) return null;
  const problem = branchProblem(fork, branches);
  if (problem) {
    problems.push(problem);
    return null;
  }
  const exits = branches.flatMap((branch) => branch.exits);
  const [exit] = exits;
  return exit ? { merge: exit.merge, links: new Set(exits.flatMap(({ links }) => [...links])) } : null;
}

function branchProblem(fork: DefinitionNode, branches: readonly Region[]): DesignProblem | null {
  const place = { nodeId: fork.id };
  const node = describeNode(fork);
  const [shared] = branches.flatMap((branch) => branch.shared);
  if (shared)
    return designError(sayDesign('FORK_MEETS_IN_DECISION_MERGE', { node, merge: describeNode(shared) }), place);
  const [end] = branches.flatMap(endingsOf);
  if (end) return designError(sayDesign('FORK_BRANCH_ENDS', { node, end: describeNode(end) }), place);
  const merges = [...new Set(branches.flatMap(({ exits }) => exits.map(({ merge }) => merge)))];
  const [merge] = merges;
  if (!merge || merges.length > 1)
    return designError(sayDesign('FORK_BRANCHES_MEET_APART', { node, merges: merges.map(describeNode) }), place);
  const choosing = branches.find(({ exits }) => exits.length > 1);
  if (!choosing) return null;
  const facts = { node, merge: describeNode(merge), count: choosing.exits.length };
  return designError(sayDesign('FORK_BRANCH_CHOOSES', facts), place);
}

/** A way of a decision may end the whole run as failed; any other end leaves the merge waiting. */
const endingsOf = ({ ends, exits }: Region) =>
  exits.length === 0 ? ends : ends.filter(({ type }) => type !== 'ABNORMAL_END');

const withoutFork = (merge: DefinitionNode): DesignProblem =>
  designError(sayDesign('MERGE_WITHOUT_FORK', { node: describeNodeFirst(merge) }), { nodeId: merge.id });
