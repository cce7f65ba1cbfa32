import type { IncomingMessage } from 'node:http';
import { AppError } from '@wecube/kit';

const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
const PREFLIGHT_HEADERS = ['x-apollo-operation-name', 'apollo-require-preflight'];

/**
 * A page of another site can make a browser send simple requests with the cookies of this one. A request that lives
 * on a cookie must therefore be one that browsers ask about first. Throws BAD_REQUEST for any other.
 */
export function preventCsrf({ headers }: Pick<IncomingMessage, 'headers'>): void {
  if (!headers.cookie || headers.authorization) return;
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type && !SIMPLE_TYPES.includes(type)) return;
  if (PREFLIGHT_HEADERS.some((name) => headers[name])) return;
  throw new AppError(
    'BAD_REQUEST',
    'A request with a cookie needs the content type "application/json" or the header "apollo-require-preflight", so that other sites cannot send it.',
  );
}
