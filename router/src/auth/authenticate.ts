import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '@wecube/kit';
import type { TokenVerifier, VerifiedToken } from './verify-token.ts';

const ACCESS_COOKIE = 'wecube_access';

export type Credentials = {
  headers: IncomingHttpHeaders;
  /** Overrides the header, as WebSocket clients send it in `connection_init`. */
  authorization?: string;
  /** Whether the request only reads; a page of another site may cause such a request, but not read its answer. */
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
    const cookie = cookieValue(headers.cookie, ACCESS_COOKIE);
    if (!cookie) return null;
    if (!readOnly && !this.#isOwnOrigin(headers)) throw originNotAllowed(headers.origin);
    return this.tokens.verify(cookie);
  }

  #isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
    if (!origin || !URL.canParse(origin)) return false;
    return new URL(origin).host === host || this.publicOrigins.includes(origin);
  }
}

function bearerToken(authorization: string): string {
  const [scheme, token, ...rest] = authorization.trim().split(/\s+/);
  if (scheme?.toLowerCase() === 'bearer' && token && rest.length === 0) return token;
  throw new AppError('UNAUTHENTICATED', 'The authorization is not of the form "Bearer <token>".', { status: 401 });
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim() || undefined;
}

function originNotAllowed(origin: string | undefined): AppError {
  const seen = origin ? `"${origin}"` : 'no origin';
  return new AppError(
    'ORIGIN_NOT_ALLOWED',
    `The session cookie only works from pages of this address; the request names ${seen}. Use a bearer token instead.`,
    { status: 403 },
  );
}
