import { type Said, saidBy, toError } from '@wecube/kit';
import type { ExpressionProblem } from './expression-problem.ts';
import { sayExpression } from './texts.ts';

export const expressionInvalid = (expression: string, problems: readonly ExpressionProblem[]) =>
  toError(sayExpression('EXPRESSION_INVALID', { expression, reason: problems[0] ? saidOf(problems[0]) : '' }), {
    extensions: { problems },
  });

const saidOf = ({ code, message, parameters }: ExpressionProblem): Said => ({ code, message, parameters });

export const tooManyRows = (entity: string, maxRows: number) =>
  toError(sayExpression('EXPRESSION_TOO_MANY_ROWS', { entity, maxRows }), { extensions: { entity, maxRows } });

export const timedOut = (entity: string, timeoutMs: number) =>
  toError(sayExpression('EXPRESSION_TIMED_OUT', { entity, timeoutMs }), {
    extensions: { entity, timeoutMs },
    retryable: true,
    status: 504,
  });

export const cancelled = () => toError(sayExpression('EXPRESSION_CANCELLED'), { retryable: true });

/** A plugin failed to answer; says which one, what was asked, and what it said. */
export const pluginFailed = (entity: string, cause: unknown) =>
  toError(sayExpression('EXPRESSION_PLUGIN_FAILED', { entity, reason: saidBy(cause) }), {
    cause,
    extensions: { entity, pluginCode: codeOf(cause) },
    retryable: true,
    status: 502,
  });

/** The plugin's answer holds an object without its id, or without the attribute it was asked by. */
export const badRow = (entity: string, attribute: string | null) =>
  toError(
    attribute === null
      ? sayExpression('EXPRESSION_PLUGIN_FAILED.noId', { entity })
      : sayExpression('EXPRESSION_PLUGIN_FAILED.noAttribute', { entity, attribute }),
    { extensions: { entity, pluginCode: 'PLUGIN_BAD_ANSWER' }, status: 502 },
  );

export const objectQueryInvalid = (said: Said, path: readonly string[], expected: readonly string[] = []) =>
  toError(said, { extensions: { path, expected } });

function codeOf(cause: unknown): string | null {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : null;
}
