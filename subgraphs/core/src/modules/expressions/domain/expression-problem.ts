import type { Span } from './expression.ts';

export type ExpressionProblemCode =
  | 'EXPRESSION_SYNTAX'
  | 'EXPRESSION_TOO_LONG'
  | 'UNKNOWN_PACKAGE'
  | 'UNKNOWN_ENTITY'
  | 'UNKNOWN_ATTRIBUTE'
  | 'UNKNOWN_OPERATOR'
  | 'OPERATOR_NEEDS_VALUE'
  | 'NOT_A_REFERENCE'
  | 'WRONG_REFERENCE_TARGET'
  | 'WRONG_DIRECTION'
  | 'WRONG_ROOT_ENTITY';

/** What is wrong with an expression, where, what would have been right, and the nearest right thing. */
export type ExpressionProblem = {
  code: ExpressionProblemCode;
  message: string;
  position: number;
  end: number;
  expected: readonly string[];
  suggestion: string | null;
};

export function expressionProblem(
  code: ExpressionProblemCode,
  span: Span,
  message: string,
  help: { expected?: readonly string[]; suggestion?: string | null } = {},
): ExpressionProblem {
  return {
    code,
    message,
    position: span.start,
    end: span.end,
    expected: help.expected ?? [],
    suggestion: help.suggestion ?? null,
  };
}
