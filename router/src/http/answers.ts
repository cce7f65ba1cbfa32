import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, type Logger, newId } from '@wecube/kit';
import type { GraphQLFormattedError } from 'graphql';
import { presentError } from '../present-error.ts';

const REQUEST_ID = /^[\w.:-]{4,100}$/;

/** Said with everything that the router answers. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};
/** For everything the router answers itself: nothing of it is a page. */
const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The id a client chose for its request, or a new one. It goes to subgraphs and back to the client. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId('req');
}

export function setCommonHeaders(response: ServerResponse, requestId: string): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader('x-request-id', requestId);
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  answerText(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });
}

export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': NO_CONTENT_POLICY,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Answers an error in the shape of a GraphQL response, on every path. Only cuts the connection when an answer has begun. */
export function answerError(response: ServerResponse, error: unknown, requestId: string, logger: Logger): void {
  if (response.destroyed) return;
  if (response.headersSent) return void response.destroy();
  const status = error instanceof AppError ? error.status : 500;
  const errors: GraphQLFormattedError[] = [presentError(error, requestId, logger)];
  answerJson(response, status, { errors });
}
