import { type Logger, newId, serviceSession } from '@wecube/kit';
import { z } from 'zod';
import type { Subgraph } from '../federation/subgraph.ts';
import { departure, requestContext } from '../router-context.ts';

const answer = z.object({
  pluginRegistry: z.array(
    z.object({ name: z.string(), targets: z.array(z.object({ baseUrl: z.url(), healthy: z.boolean() })) }),
  ),
});
const tokenAnswer = z.object({ pluginUserToken: z.string().nullable() });

const QUERY = 'query RouterPlugins { pluginRegistry { name targets { baseUrl healthy } } }';
const TOKEN_QUERY =
  'query RouterPluginToken($package: String!, $name: String!, $roles: [String!]!) { pluginUserToken(packageName: $package, userName: $name, roles: $roles) }';
const ASK_MS = 5_000;
/** What is older is asked for anew, beside the requests that still go by it. */
const FRESH_MS = 2_000;

/** Where the instances of every package are, as core tells it. What was last known serves while core is away. */
export class PluginDirectory {
  #addresses: ReadonlyMap<string, readonly string[]> = new Map();
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly core: () => Subgraph | undefined,
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

  /** A token by which the plugin knows the user, signed with its package's own key; null when core refuses one. */
  async userToken(packageName: string, name: string, roles: readonly string[]): Promise<string | null> {
    const data = await this.#ask(TOKEN_QUERY, { package: packageName, name, roles });
    return tokenAnswer.parse(data).pluginUserToken;
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
      const { pluginRegistry } = answer.parse(await this.#ask(QUERY, {}));
      this.#addresses = new Map(pluginRegistry.map(({ name, targets }) => [name, healthyFirst(targets)]));
    } catch (error) {
      this.logger.debug({ err: error }, 'core does not tell where plugins are');
    }
  }

  async #ask(query: string, variables: Record<string, unknown>): Promise<unknown> {
    const core = this.core();
    if (!core) throw new Error('There is no core.');
    const late = AbortSignal.timeout(ASK_MS);
    const context = requestContext({
      session: serviceSession('router'),
      requestId: newId('req'),
      whenGone: departure((gone) => late.addEventListener('abort', gone)),
    });
    const { data, errors } = await core.process({ request: { query, variables }, context });
    if (errors?.length) throw new Error(errors[0]?.message);
    return data;
  }
}

function healthyFirst(targets: readonly { baseUrl: string; healthy: boolean }[]): string[] {
  const ordered = [...targets.filter(({ healthy }) => healthy), ...targets.filter(({ healthy }) => !healthy)];
  return ordered.map(({ baseUrl }) => baseUrl);
}
