import type { DataWrite, DefinitionNode } from '../definition.ts';
import { describeNode, describeNodeFirst } from '../describe-node.ts';
import type { ExpressionFacts } from '../design-knowledge.ts';
import { type DesignProblem, designError } from '../design-problem.ts';
import { sayDesign } from '../texts.ts';

/** What a data node writes: objects that can be found, and what is done with them. */
export function writeProblems(node: DefinitionNode, facts: ExpressionFacts): DesignProblem[] {
  if (node.writes.length === 0) {
    const said = sayDesign('WRITES_MISSING', { node: describeNodeFirst(node) });
    return [designError(said, { nodeId: node.id, field: 'writes' })];
  }
  return node.writes.flatMap((write, index) => problemsOf(write, index, node, facts));
}

function problemsOf(
  { expression, operation }: DataWrite,
  index: number,
  of: DefinitionNode,
  facts: ExpressionFacts,
): DesignProblem[] {
  const node = describeNode(of);
  const number = index + 1;
  const at = (field: string) => ({ nodeId: of.id, field: `writes.${index}.${field}` });
  const problems: DesignProblem[] = [];
  if (!expression)
    problems.push(designError(sayDesign('WRITE_EXPRESSION_MISSING', { node, number }), at('expression')));
  else
    for (const { suggestion, ...reason } of facts(expression).problems) {
      const said = suggestion
        ? sayDesign('WRITE_EXPRESSION_INVALID.suggestion', { node, number, reason, suggestion })
        : sayDesign('WRITE_EXPRESSION_INVALID', { node, number, reason });
      problems.push(designError(said, at('expression')));
    }
  if (!operation) problems.push(designError(sayDesign('WRITE_OPERATION_MISSING', { node, number }), at('operation')));
  return problems;
}
