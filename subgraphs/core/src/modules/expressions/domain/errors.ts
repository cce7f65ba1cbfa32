import { AppError } from '@wecube/kit';
import type { ExpressionProblem } from './expression-problem.ts';

export const expressionInvalid = (text: string, problems: readonly ExpressionProblem[]) =>
  new AppError('EXPRESSION_INVALID', `The expression "${text}" is not valid: ${problems[0]?.message ?? ''}`, {
    extensions: { problems },
  });

export const tooManyRows = (entity: string, maxRows: number) =>
  new AppError('EXPRESSION_TOO_MANY_ROWS', `"${entity}" has more than ${maxRows} objects on this path. Add a filter.`, {
    extensions: { entity, maxRows },
  });

export const timedOut = (entity: string, timeoutMs: number) =>
  new AppError(
    'EXPRESSION_TIMED_OUT',
    `Reading "${entity}" was given up: the expression took longer than ${timeoutMs} ms.`,
    {
      extensions: { entity, timeoutMs },
      retryable: true,
      status: 504,
    },
  );

export const cancelled = () =>
  new AppError('EXPRESSION_CANCELLED', 'The evaluation was cancelled.', { retryable: true });

/** A plugin failed to answer; says which one, what was asked, and what it said. */
export const pluginFailed = (entity: string, cause: unknown) =>
  new AppError('EXPRESSION_PLUGIN_FAILED', `The objects of "${entity}" could not be read: ${messageOf(cause)}`, {
    cause,
    extensions: { entity, pluginCode: codeOf(cause) },
    retryable: true,
    status: 502,
  });

export const badRow = (entity: string, what: string) =>
  new AppError('EXPRESSION_PLUGIN_FAILED', `The plugin behind "${entity}" answered with an object ${what}.`, {
    extensions: { entity, pluginCode: 'PLUGIN_BAD_ANSWER' },
    status: 502,
  });

export const objectQueryInvalid = (message: string, path: readonly string[], expected: readonly string[] = []) =>
  new AppError('OBJECT_QUERY_INVALID', message, { extensions: { path, expected } });

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

function codeOf(cause: unknown): string | null {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : null;
}
