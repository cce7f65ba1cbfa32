import type { IncomingMessage } from 'node:http';

/** What plugins call to get a token at all; auth judges the credentials that these bring. */
const OPEN = new Set([
  'POST /auth/v1/api/login',
  'POST /auth/v1/api/taskLogin',
  // Brings a refresh token as its bearer token.
  'GET /auth/v1/api/token',
]);

/** Whether a request below /auth is one that needs no session. */
export function isOpenAtAuth({ method, url = '/' }: IncomingMessage): boolean {
  return OPEN.has(`${method} ${url.split('?', 1)[0]}`);
}
