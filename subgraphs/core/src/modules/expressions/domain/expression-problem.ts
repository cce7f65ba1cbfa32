import type { Parameters, Said } from '@wecube/kit';
import type { Span } from './expression.ts';

/** What is wrong with an expression, where, what would have been right, and the nearest right thing. */
export type ExpressionProblem = {
  code: string;
  message: string;
  parameters: Parameters;
  position: number;
  end: number;
  expected: readonly string[];
  suggestion: string | null;
};

export function expressionProblem(
  { code, message, parameters }: Said,
  span: Span,
  help: { expected?: readonly string[]; suggestion?: string | null } = {},
): ExpressionProblem {
  return {
    code,
    message,
    parameters,
    position: span.start,
    end: span.end,
    expected: help.expected ?? [],
    suggestion: help.suggestion ?? null,
  };
}
