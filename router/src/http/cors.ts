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

  /** The headers for a request of this origin, in the order in which `answered` sets them. */
  headersFor(origin: string | undefined): Record<string, string> {
    if (this.origins.length === 0) return {};
    if (!origin || !this.origins.includes(origin)) return { vary: 'origin' };
    return {
      vary: 'origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': EXPOSED,
      ...(this.withCookies.includes(origin) && { 'access-control-allow-credentials': 'true' }),
    };
  }

  #allow({ headers: { origin } }: IncomingMessage, response: ServerResponse): boolean {
    const { vary: dependsOn, ...allow } = this.headersFor(origin);
    if (dependsOn) vary(response, dependsOn);
    for (const [name, value] of Object.entries(allow)) response.setHeader(name, value);
    return 'access-control-allow-origin' in allow;
  }

  #allowPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
    const asked = headers['access-control-request-headers'];
    response.setHeader('access-control-allow-methods', METHODS);
    if (asked) response.setHeader('access-control-allow-headers', asked);
    response.setHeader('access-control-max-age', PREFLIGHT_AGE_SECONDS);
    vary(response, 'access-control-request-headers');
  }
}
