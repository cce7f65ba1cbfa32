import { AppError, type Logger } from '@wecube/kit';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Extensions that say how a service is made; they stay inside. */
const INTERNAL_EXTENSIONS = new Set(['stacktrace', 'exception', 'serviceName', 'http']);

/** What a client sees of an error: a safe message, a stable code, the request id, whether a retry may help; never a stack. */
export function presentError(error: unknown, requestId: string, logger: Logger): GraphQLFormattedError {
  const known = error instanceof AppError ? error : (error as GraphQLError).originalError;
  if (known instanceof AppError) return presentAppError(known, requestId, (error as GraphQLError).path);
  const { message, path, locations, extensions = {}, originalError } = error as GraphQLError;
  const code = extensions['code'];
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') {
    if (!(error instanceof GraphQLError) || originalError) return presentUnknown(error, requestId, logger, path);
  }
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { ...shown(extensions), code: ownCode(code), requestId, retryable: extensions['retryable'] === true },
  };
}

function presentAppError(error: AppError, requestId: string, path: GraphQLError['path']): GraphQLFormattedError {
  const { message, code, retryable, extensions } = error;
  return { message, ...(path && { path }), extensions: { ...extensions, code, requestId, retryable } };
}

function presentUnknown(
  error: unknown,
  requestId: string,
  logger: Logger,
  path: GraphQLError['path'],
): GraphQLFormattedError {
  logger.error(
    { err: (error as GraphQLError).originalError ?? error, requestId, path },
    'a request failed unexpectedly',
  );
  return {
    message: 'Something failed inside the platform. Quote the request id to your administrator.',
    ...(path && { path }),
    extensions: { code: 'INTERNAL', requestId, retryable: false },
  };
}

function ownCode(code: unknown): string {
  if (code === 'DOWNSTREAM_SERVICE_ERROR') return 'SUBGRAPH_ERROR';
  return typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' ? code : 'BAD_USER_INPUT';
}

function shown(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => !INTERNAL_EXTENSIONS.has(name)));
}
