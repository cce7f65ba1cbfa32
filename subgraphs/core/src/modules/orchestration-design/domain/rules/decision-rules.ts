import type { DefinitionNode } from '../definition.ts';
import { describeNode } from '../describe-node.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { sayDesign } from '../texts.ts';

/** The ways out of a decision have names, which are what is chosen from. */
export function decisionProblems(node: DefinitionNode, graph: Graph): DesignProblem[] {
  const seen = new Set<string>();
  return graph.linksFrom(node.id).flatMap(({ id, label, target }) => {
    const place = { nodeId: node.id, linkId: id, field: 'label' };
    const name = label?.trim();
    if (!name) {
      const next = graph.node(target);
      const facts = { node: describeNode(node), target: next ? describeNode(next) : '' };
      return [designError(sayDesign('DECISION_LABEL_MISSING', facts), place)];
    }
    if (seen.has(name))
      return [designError(sayDesign('DECISION_LABEL_TWICE', { node: describeNode(node), label: name }), place)];
    seen.add(name);
    return [];
  });
}
