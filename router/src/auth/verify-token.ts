import { AppError, type Clock, GRANTABLE_ACTIONS, type Session, systemClock, unauthenticated } from '@wecube/kit';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { KeySet } from './key-set.ts';
import { type Kept, VerifiedTokens } from './verified-tokens.ts';

/** A session with the time, in UTC milliseconds, at which its token expires, and the id that all tokens of one sign-in share. */
export type VerifiedToken = { session: Session; expiresAt: number; sessionId?: string };

const claims = z.object({
  sub: z.string().min(1),
  name: z.string().default(''),
  roles: z.array(z.string()).default([]),
  actions: z.array(z.string()).default([]),
  pwd: z.boolean().optional(),
  jti: z.string().optional(),
  sid: z.string().optional(),
  exp: z.number(),
});

const grantable = new Set<string>(GRANTABLE_ACTIONS);

/** Checks access tokens against the keys of the auth service; a token checked a moment ago is not checked again. */
export class TokenVerifier {
  readonly #verified: VerifiedTokens;

  constructor(
    private readonly keys: KeySet,
    private readonly clock: Clock = systemClock,
  ) {
    this.#verified = new VerifiedTokens(clock);
  }

  /** Throws UNAUTHENTICATED for a token that is expired, forged or not for us, AUTH_UNAVAILABLE when that cannot be told. */
  async verify(token: string): Promise<VerifiedToken> {
    const known = this.#verified.get(token);
    if (known) return known;
    const verified = await this.#check(token);
    this.#verified.set(token, verified);
    return verified;
  }

  /** What is known of a token that was checked a moment ago. */
  recall(token: string): Kept | undefined {
    return this.#verified.recall(token);
  }

  async #check(token: string): Promise<VerifiedToken> {
    try {
      const { payload } = await jwtVerify(token, this.keys.keyOf, {
        algorithms: ['EdDSA', 'ES256'],
        issuer: 'wecube',
        audience: 'wecube',
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      const parsed = claims.parse(payload);
      return { session: sessionOf(parsed), expiresAt: parsed.exp * 1_000, sessionId: parsed.sid };
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (error instanceof errors.JWTExpired) throw unauthenticated('The session has expired. Sign in again.');
      throw unauthenticated('The access token is not valid. Sign in again.');
    }
  }
}

function sessionOf(token: z.infer<typeof claims>): Session {
  return {
    kind: 'user',
    subject: token.sub,
    name: token.name || token.sub,
    roles: token.roles,
    // A role can never hold what is kept for the platform's own services, whatever its token says.
    actions: token.actions.filter((action) => grantable.has(action)) as Session['actions'],
    tokenId: token.jti,
    mustChangePassword: token.pwd ?? false,
  };
}
