import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';

const CLIENT_FAULTS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Maps any error to what a client may see: a stable code, whether a retry may help, the request id; never a stack. */
export function formatError(error: unknown, requestId: string, logger: Logger): GraphQLFormattedError {
  const graphqlError = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: toError(error) });
  const place = {
    ...(graphqlError.locations && { locations: graphqlError.locations }),
    ...(graphqlError.path && { path: graphqlError.path }),
  };
  const known = findAppError(graphqlError);
  if (known) {
    return {
      message: known.message,
      ...place,
      extensions: { ...known.extensions, code: known.code, requestId, retryable: known.retryable },
    };
  }
  const code = graphqlError.extensions['code'];
  const isClientFault = !graphqlError.originalError || CLIENT_FAULTS.has(String(code));
  if (isClientFault) {
    return {
      message: graphqlError.message,
      ...place,
      extensions: {
        code: code && code !== 'INTERNAL_SERVER_ERROR' ? code : 'BAD_USER_INPUT',
        requestId,
        retryable: false,
      },
    };
  }
  logger.error(
    { err: graphqlError.originalError, requestId, path: graphqlError.path },
    'a request failed unexpectedly',
  );
  return {
    message: 'Something failed inside the platform. Quote the request id to your administrator.',
    ...place,
    extensions: { code: 'INTERNAL', requestId, retryable: false },
  };
}

function findAppError(error: unknown): AppError | null {
  for (let one = error; one; one = (one as { originalError?: unknown }).originalError) {
    if (one instanceof AppError) return one;
  }
  return null;
}

const toError = (value: unknown) => (value instanceof Error ? value : new Error(String(value)));
