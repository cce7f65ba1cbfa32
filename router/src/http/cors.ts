import type { IncomingMessage, ServerResponse } from 'node:http';
import { vary } from './send-text.ts';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const EXPOSED = 'x-request-id, retry-after, etag, content-disposition';
const PREFLIGHT_AGE_SECONDS = '600';

/** Lets pages of configured origins, and of no others, read what the router answers them. */
export class Cors {
  constructor(
    private readonly origins: readonly string[],
    /** Those of them whose requests may carry the session cookie. */
    private readonly withCookies: readonly string[],
  ) {}

  /** Sets the headers; true when the request was only a preflight, which is answered then. */
  answered(request: IncomingMessage, response: ServerResponse): boolean {
    const allowed = this.origins.length > 0 && this.#allow(request, response);
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
    if (allowed) this.#allowPreflight(request, response);
    response.writeHead(204).end();
    return true;
  }

  #allow({ headers: { origin } }: IncomingMessage, response: ServerResponse): boolean {
    vary(response, 'origin');
    if (!origin || !this.origins.includes(origin)) return false;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', EXPOSED);
    if (this.withCookies.includes(origin)) response.setHeader('access-control-allow-credentials', 'true');
    return true;
  }

  #allowPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
    const asked = headers['access-control-request-headers'];
    response.setHeader('access-control-allow-methods', METHODS);
    if (asked) response.setHeader('access-control-allow-headers', asked);
    response.setHeader('access-control-max-age', PREFLIGHT_AGE_SECONDS);
    vary(response, 'access-control-request-headers');
  }
}
