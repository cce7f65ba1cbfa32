import type { IncomingHttpHeaders } from 'node:http';
import { AppError, unauthenticated } from '@wecube/kit';
import type { TokenVerifier, VerifiedToken } from './verify-token.ts';

const ACCESS_COOKIE = 'wecube_access';

/** Who asks, and until when that holds without another check, in UTC milliseconds. */
export type KnownAccess = { verified: VerifiedToken | null; until: number };

const NOBODY: KnownAccess = { verified: null, until: Number.POSITIVE_INFINITY };

export type Credentials = {
  headers: IncomingHttpHeaders;
  /** Overrides the header, as WebSocket clients send it in `connection_init`. */
  authorization?: string;
  /** Whether the request only reads: browsers name the origin of a page with a change, but not with every read. */
  readOnly: boolean;
};

/** Tells who sends a request: by bearer token, else by the session cookie of a page of this origin. */
export class Authenticator {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly publicOrigins: readonly string[],
  ) {}

  /** Null without credentials. Throws UNAUTHENTICATED for bad ones and ORIGIN_NOT_ALLOWED for a cookie sent by a foreign page. */
  async authenticate({
    headers,
    authorization = headers.authorization,
    readOnly,
  }: Credentials): Promise<VerifiedToken | null> {
    if (authorization) return this.tokens.verify(bearerToken(authorization));
    const [cookie, ...others] = new Set(cookieValues(headers.cookie, ACCESS_COOKIE));
    if (!cookie) return null;
    if (!this.#comesFromOwnPage(headers, readOnly)) throw originNotAllowed(headers.origin);
    if (others.length > 0)
      throw unauthenticated('The browser sent two session cookies; delete the cookies of this site.');
    return this.tokens.verify(cookie);
  }

  /** The same for a request that may change something, at once; undefined when it must be checked, or refused. */
  recall(headers: IncomingHttpHeaders): KnownAccess | undefined {
    const { authorization } = headers;
    if (authorization)
      return /^Bearer [^\s]+$/.test(authorization) ? this.tokens.recall(authorization.slice(7)) : undefined;
    const [cookie, ...others] = cookieValues(headers.cookie, ACCESS_COOKIE);
    if (!cookie) return NOBODY;
    return others.length === 0 && this.#comesFromOwnPage(headers, false) ? this.tokens.recall(cookie) : undefined;
  }

  /**
   * Browsers share cookies between the ports of a host and send them along from pages of its other names, so the cookie
   * tells nothing about the page: a named origin must be our own, and a read without one must not come from another.
   */
  #comesFromOwnPage({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders, readOnly: boolean): boolean {
    if (origin) return this.publicOrigins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
    return readOnly && (site === undefined || site === 'same-origin' || site === 'none');
  }
}

function bearerToken(authorization: string): string {
  const [scheme, token, ...rest] = authorization.trim().split(/\s+/);
  if (scheme?.toLowerCase() === 'bearer' && token && rest.length === 0) return token;
  throw new AppError('UNAUTHENTICATED', 'The authorization is not of the form "Bearer <token>".', { status: 401 });
}

function cookieValues(header: string | undefined, name: string): string[] {
  const pairs = (header ?? '').split(';').filter((part) => part.trim().startsWith(`${name}=`));
  return pairs.map((pair) => pair.slice(pair.indexOf('=') + 1).trim()).filter(Boolean);
}

function originNotAllowed(origin: string | undefined): AppError {
  const seen = origin ? `"${origin}"` : 'no origin of this address';
  return new AppError(
    'ORIGIN_NOT_ALLOWED',
    `The session cookie only works from pages of this address; the request names ${seen}. Use a bearer token instead.`,
    { status: 403 },
  );
}
