import type { Said } from '@wecube/kit';
import type { DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type CheckedExpression, type ExpressionFacts, NOT_CHECKED } from '../design-knowledge.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';
import { sayDesign } from '../texts.ts';

/** How a node finds its objects. */
export function bindingProblems(node: DefinitionNode, graph: Graph, facts: ExpressionFacts): DesignProblem[] {
  return node.bindMode === 'AS_NODE' ? sourceProblems(node, graph) : expressionProblems(node, facts);
}

/** Entity of the objects the node works on, or null when that cannot be known. */
export function entityOfObjects(node: DefinitionNode, graph: Graph, facts: ExpressionFacts): string | null {
  const seen = new Set<string>();
  let at: DefinitionNode | null = node;
  while (at?.bindMode === 'AS_NODE' && !seen.has(at.id)) {
    seen.add(at.id);
    at = at.bindNodeId ? graph.node(at.bindNodeId) : null;
  }
  const check = at?.expression ? facts(at.expression) : NOT_CHECKED;
  return check.ok ? check.resultEntity : null;
}

function expressionProblems(node: DefinitionNode, facts: ExpressionFacts): DesignProblem[] {
  const place = { nodeId: node.id, field: 'expression' };
  if (!node.expression?.trim())
    return [designError(sayDesign('EXPRESSION_MISSING', { node: describeNodeFirst(node) }), place)];
  const { problems, resultAttribute } = facts(node.expression);
  if (problems.length > 0) return problems.map((problem) => designError(invalid(node, problem), place));
  if (!resultAttribute) return [];
  const ignored = { node: describeNode(node), attribute: resultAttribute };
  return [designWarning(sayDesign('EXPRESSION_ATTRIBUTE_IGNORED', ignored), place)];
}

function invalid(of: DefinitionNode, { suggestion, ...reason }: CheckedExpression['problems'][number]): Said {
  const node = describeNode(of);
  return suggestion
    ? sayDesign('EXPRESSION_INVALID.nodeSuggestion', { node, reason, suggestion })
    : sayDesign('EXPRESSION_INVALID.node', { node, reason });
}

function sourceProblems(of: DefinitionNode, graph: Graph): DesignProblem[] {
  const place = { nodeId: of.id, field: 'bindNodeId' };
  const node = describeNodeFirst(of);
  const source = of.bindNodeId ? graph.node(of.bindNodeId) : null;
  if (!source) return [designError(sayDesign('BIND_NODE_MISSING', { node }), place)];
  const both = { node, source: describeNode(source) };
  if (!NODE_RULES[source.type].bindsObjects) return [designError(sayDesign('BIND_NODE_NOT_AUTOMATIC', both), place)];
  if (source.id !== of.id && graph.isUpstream(source.id, of.id)) {
    if (!graph.canPassBy(source.id, of.id)) return [];
    return [designWarning(sayDesign('BIND_NODE_NOT_ON_EVERY_WAY', both), place)];
  }
  return [designError(sayDesign('BIND_NODE_NOT_UPSTREAM', both), place)];
}
