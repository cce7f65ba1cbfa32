import { createHmac } from 'node:crypto';
import { AppError, type Clock, GRANTABLE_ACTIONS, type Session, systemClock, unauthenticated } from '@wecube/kit';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { VerifiedToken } from '../auth/verify-token.ts';
import type { LiveSessions } from './live-sessions.ts';

const LIFE_MS = 5 * 60_000;
const AUDIENCE = 'wecube-plugin-page';

const claims = z.object({
  sub: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  actions: z.array(z.string()),
  sid: z.string(),
  pkg: z.string(),
  exp: z.number(),
});

const grantable = new Set<string>(GRANTABLE_ACTIONS);

/** Who looks at the page of a package, with the rights of their session. */
export type PageSession = VerifiedToken & { packageName: string };

/**
 * Tokens for pages of plugins. They are made of a person's session, live minutes and never longer than it, fit the pages
 * of one package, and are known nowhere but on the origin of those pages: their key signs nothing else.
 */
export class PageTokens {
  readonly #key: Uint8Array;

  constructor(
    internalKey: string,
    private readonly sessions: LiveSessions,
    private readonly clock: Clock = systemClock,
  ) {
    this.#key = createHmac('sha256', internalKey).update('wecube plugin page').digest();
  }

  /** Throws FORBIDDEN for what is no sign-in of a person, UNAUTHENTICATED for one that has ended. */
  async issue(
    { session, sessionId, expiresAt }: VerifiedToken,
    packageName: string,
  ): Promise<{ token: string; expiresInMs: number }> {
    if (session.kind !== 'user' || !sessionId) throw onlyPeople();
    if (session.mustChangePassword) throw passwordFirst();
    await this.#requireLive(sessionId);
    const now = this.clock.now();
    const until = Math.min(expiresAt, now + LIFE_MS);
    const { name, roles, actions } = session;
    const token = await new SignJWT({ name, roles, actions: [...actions], sid: sessionId, pkg: packageName })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(session.subject)
      .setAudience(AUDIENCE)
      .setExpirationTime(Math.floor(until / 1_000))
      .sign(this.#key);
    return { token, expiresInMs: until - now };
  }

  /** Throws UNAUTHENTICATED for a token of another kind, for one that is over, and when its session has ended. */
  async verify(token: string): Promise<PageSession> {
    const { sub, name, roles, actions, sid, pkg, exp } = await this.#read(token);
    await this.#requireLive(sid);
    // What a role may not hold, no page may either, whatever the token says.
    const allowed = actions.filter((action) => grantable.has(action)) as Session['actions'];
    const session: Session = { kind: 'user', subject: sub, name, roles, actions: allowed };
    return { session, sessionId: sid, expiresAt: exp * 1_000, packageName: pkg };
  }

  async #read(token: string): Promise<z.infer<typeof claims>> {
    try {
      const currentDate = new Date(this.clock.now());
      const { payload } = await jwtVerify(token, this.#key, { algorithms: ['HS256'], audience: AUDIENCE, currentDate });
      return claims.parse(payload);
    } catch {
      throw unauthenticated('The token of this page is over or not for pages of plugins. Load the page again.');
    }
  }

  async #requireLive(sessionId: string): Promise<void> {
    if (!(await this.sessions.isLive(sessionId))) throw unauthenticated('The session has ended. Sign in again.');
  }
}

const onlyPeople = () =>
  new AppError('FORBIDDEN', 'Only people who are signed in open pages of plugins.', { status: 403 });
const passwordFirst = () => new AppError('FORBIDDEN', 'Change the generated password first.', { status: 403 });
