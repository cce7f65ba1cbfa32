import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '../auth/authenticate.ts';
import type { VerifiedToken } from '../auth/verify-token.ts';
import type { PageTokens } from './page-tokens.ts';

/** Knows tokens of pages and nothing else: neither cookies nor tokens of the portal or of plugins. */
export class PageAuthenticator {
  constructor(private readonly tokens: PageTokens) {}

  /** Null without a token. Throws UNAUTHENTICATED for any that is no token of a page. */
  async authenticate({ headers }: Credentials): Promise<VerifiedToken | null> {
    const token = bearerOf(headers);
    return token ? this.tokens.verify(token) : null;
  }
}

export function bearerOf({ authorization }: IncomingHttpHeaders): string | null {
  return /^bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1] ?? null;
}
