import type { DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import { type ExpressionFacts, NOT_CHECKED } from '../design-knowledge.ts';
import { type DesignProblem, designError, designWarning } from '../design-problem.ts';
import type { Graph } from '../graph.ts';
import { NODE_RULES } from '../node-rules.ts';

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
  if (!node.expression?.trim()) {
    const message = `${describeNodeFirst(node)} has no expression, so it is not known which objects it works on.`;
    return [
      designError('EXPRESSION_MISSING', message, {
        ...place,
        remedy: 'Write an expression that starts at the root entity.',
      }),
    ];
  }
  const { problems, resultAttribute } = facts(node.expression);
  if (problems.length > 0) return problems.map(({ message, suggestion }) => invalid(node, message, suggestion));
  if (!resultAttribute) return [];
  const message = `The expression of ${describeNode(node)} ends in the attribute "${resultAttribute}", which is ignored: nodes work on objects.`;
  return [
    designWarning('EXPRESSION_ATTRIBUTE_IGNORED', message, { ...place, remedy: `Remove ".${resultAttribute}".` }),
  ];
}

function invalid(node: DefinitionNode, message: string, suggestion: string | null): DesignProblem {
  const remedy = suggestion ? `Write "${suggestion}".` : 'Correct the expression.';
  return designError('EXPRESSION_INVALID', `The expression of ${describeNode(node)} is not valid: ${message}`, {
    nodeId: node.id,
    field: 'expression',
    remedy,
  });
}

function sourceProblems(node: DefinitionNode, graph: Graph): DesignProblem[] {
  const place = { nodeId: node.id, field: 'bindNodeId' };
  const remedy = 'Choose an automatic node that comes before it.';
  const source = node.bindNodeId ? graph.node(node.bindNodeId) : null;
  if (!source) {
    const message = `${describeNodeFirst(node)} takes the objects of another node, but none is chosen.`;
    return [designError('BIND_NODE_MISSING', message, { ...place, remedy })];
  }
  if (!NODE_RULES[source.type].callsService) {
    const message = `${describeNodeFirst(node)} takes the objects of ${describeNode(source)}, which has none.`;
    return [designError('BIND_NODE_NOT_AUTOMATIC', message, { ...place, remedy })];
  }
  if (source.id !== node.id && graph.isUpstream(source.id, node.id)) return [];
  const message = `${describeNodeFirst(node)} takes the objects of ${describeNode(source)}, which does not come before it.`;
  return [designError('BIND_NODE_NOT_UPSTREAM', message, { ...place, remedy })];
}
