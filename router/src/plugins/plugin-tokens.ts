import { AppError, type Session } from '@wecube/kit';
import type { PluginDirectory } from './plugin-directory.ts';

/** Core signs them for longer than this. */
const REUSE_MS = 5 * 60_000;
const MAX_KEPT = 10_000;

/** Tokens by which plugins know who calls, kept for a while. */
export class PluginTokens {
  readonly #tokens = new Map<string, { token: string; until: number }>();

  constructor(private readonly directory: Pick<PluginDirectory, 'userToken'>) {}

  /** Throws FORBIDDEN for a name that plugins would take for the platform's own, SERVICE_UNREACHABLE while core is away. */
  async tokenFor(packageName: string, { name, roles }: Session): Promise<string> {
    const key = JSON.stringify([packageName, name, [...roles].sort()]);
    const known = this.#tokens.get(key);
    if (known && known.until > performance.now()) return known.token;
    this.#tokens.delete(key);
    const token = await this.directory.userToken(packageName, name, roles).catch((cause: unknown) => {
      throw new AppError('SERVICE_UNREACHABLE', 'Core does not answer.', { cause, status: 503, retryable: true });
    });
    if (token === null) throw new AppError('FORBIDDEN', 'Plugins give this name to the platform.', { status: 403 });
    this.#tokens.set(key, { token, until: performance.now() + REUSE_MS });
    if (this.#tokens.size > MAX_KEPT) this.#tokens.delete(this.#tokens.keys().next().value as string);
    return token;
  }
}
