import { AppError, type Session } from '@wecube/kit';
import { isPluginSession, type PluginSession, speaksForUser } from './plugin-callers.ts';
import type { PluginDirectory } from './plugin-directory.ts';

/** Core signs them for longer than this. */
const REUSE_MS = 5 * 60_000;
const MAX_KEPT = 10_000;

/** Tokens by which plugins know who calls, kept for a while. */
export class PluginTokens {
  readonly #tokens = new Map<string, { token: string; until: number }>();

  constructor(private readonly directory: Pick<PluginDirectory, 'userToken' | 'callToken'>) {}

  /** Throws FORBIDDEN for a name that plugins would take for the platform's own, SERVICE_UNREACHABLE while core is away. */
  async tokenFor(packageName: string, session: Session): Promise<string> {
    const { name, roles } = session;
    const from = isPluginSession(session) ? session.packageName : null;
    const key = JSON.stringify([packageName, from, name, [...roles].sort()]);
    const known = this.#tokens.get(key);
    if (known && known.until > performance.now()) return known.token;
    this.#tokens.delete(key);
    const token = await this.#ask(packageName, session).catch((cause: unknown) => {
      throw new AppError('SERVICE_UNREACHABLE', 'Core does not answer.', { cause, status: 503, retryable: true });
    });
    if (token === null) throw new AppError('FORBIDDEN', 'Plugins give this name to the platform.', { status: 403 });
    this.#tokens.set(key, { token, until: performance.now() + REUSE_MS });
    if (this.#tokens.size > MAX_KEPT) this.#tokens.delete(this.#tokens.keys().next().value as string);
    return token;
  }

  #ask(packageName: string, session: Session): Promise<string | null> {
    if (isPluginSession(session)) return this.directory.callToken(callOf(packageName, session));
    return this.directory.userToken(packageName, session.name, session.roles);
  }
}

/** One plugin calls another: for itself, or for the user whose name its token carries. */
const callOf = (to: string, session: PluginSession) => ({
  from: session.packageName,
  to,
  userName: speaksForUser(session) ? session.name : null,
  roles: session.roles,
});
