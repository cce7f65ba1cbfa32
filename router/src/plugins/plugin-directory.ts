import type { Logger } from '@wecube/kit';
import { z } from 'zod';
import type { CoreDoor } from './core-door.ts';

const answer = z.object({
  pluginRegistry: z.array(
    z.object({ name: z.string(), targets: z.array(z.object({ baseUrl: z.url(), healthy: z.boolean() })) }),
  ),
});
const tokenAnswer = z.object({ pluginUserToken: z.string().nullable() });

const callTokenAnswer = z.object({ pluginCallToken: z.string().nullable() });

const CALL_TOKEN_QUERY =
  'query RouterCallToken($from: String!, $to: String!, $userName: String, $roles: [String!]!) { pluginCallToken(from: $from, to: $to, userName: $userName, roles: $roles) }';
const QUERY = 'query RouterPlugins { pluginRegistry { name targets { baseUrl healthy } } }';
const TOKEN_QUERY =
  'query RouterPluginToken($package: String!, $name: String!, $roles: [String!]!) { pluginUserToken(packageName: $package, userName: $name, roles: $roles) }';
/** What is older is asked for anew, beside the requests that still go by it. */
const FRESH_MS = 2_000;

/** Where the instances of every package are, as core tells it. What was last known serves while core is away. */
export class PluginDirectory {
  #addresses: ReadonlyMap<string, readonly string[]> = new Map();
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly core: CoreDoor,
    private readonly logger: Logger,
  ) {}

  /** Addresses of a package's instances, healthy ones first; undefined for what is no active package. */
  async find(packageName: string): Promise<readonly string[] | undefined> {
    const known = this.#addresses.get(packageName);
    const isFresh = performance.now() - this.#askedAt < FRESH_MS;
    const refreshing = isFresh ? undefined : this.refresh();
    if (!known?.length) await refreshing;
    return this.#addresses.get(packageName);
  }

  /** Every active package with the addresses of its instances, as last told. */
  async all(): Promise<readonly { name: string; baseUrls: readonly string[] }[]> {
    if (performance.now() - this.#askedAt >= FRESH_MS) await this.refresh();
    return [...this.#addresses].map(([name, baseUrls]) => ({ name, baseUrls }));
  }

  /** A token by which the plugin knows the user, signed with its package's own key; null when core refuses one. */
  async userToken(packageName: string, name: string, roles: readonly string[]): Promise<string | null> {
    const data = await this.core.ask(TOKEN_QUERY, { package: packageName, name, roles });
    return tokenAnswer.parse(data).pluginUserToken;
  }

  /** A token by which one plugin knows another one that calls it; null when there is no such package. */
  async callToken(call: { from: string; to: string; userName: string | null; roles: readonly string[] }) {
    return callTokenAnswer.parse(await this.core.ask(CALL_TOKEN_QUERY, call)).pluginCallToken;
  }

  /** Asks core now; calls at the same time share one question. Never rejects. */
  refresh(): Promise<void> {
    this.#asking ??= this.#refresh().finally(() => {
      this.#askedAt = performance.now();
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #refresh(): Promise<void> {
    try {
      const { pluginRegistry } = answer.parse(await this.core.ask(QUERY, {}));
      this.#addresses = new Map(pluginRegistry.map(({ name, targets }) => [name, healthyFirst(targets)]));
    } catch (error) {
      this.logger.debug({ err: error }, 'core does not tell where plugins are');
    }
  }
}

function healthyFirst(targets: readonly { baseUrl: string; healthy: boolean }[]): string[] {
  const ordered = [...targets.filter(({ healthy }) => healthy), ...targets.filter(({ healthy }) => !healthy)];
  return ordered.map(({ baseUrl }) => baseUrl);
}
