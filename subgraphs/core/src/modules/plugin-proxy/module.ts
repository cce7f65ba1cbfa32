import { randomBytes } from 'node:crypto';
import { type Clock, type Logger, toError } from '@wecube/kit';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import type { Placed, ServerPool } from '../../ports/server-pool.ts';
import type { Audit } from '../audit/index.ts';
import { type AllocationSource, sayResource } from '../resources/index.ts';
import { ProxyResolver } from './api/proxy.resolver.ts';
import { createApplyRules } from './app/apply-rules.ts';
import { createChangeDomains } from './app/change-domains.ts';
import { createProxyRepository } from './data/proxy-repository.ts';
import { parseDomain } from './domain/domain-name.ts';
import type { ProxyServer, SecretBox } from './ports.ts';

const PASSWORD_BYTES = 24;

export type PluginProxy = {
  /**
   * Lets a package reach what it declares and was granted, and gives the proxy's address for it, user and password in
   * it. `null` when there is no proxy, or nothing to reach.
   */
  allow(
    packageName: string,
    declared: readonly string[],
    chosenId?: string | null,
  ): Promise<{ url: string; password: string; domains: string[] } | null>;
  /** Whether the package may reach anything by now, by its manifest or by a grant. */
  hasDomains(packageName: string): Promise<boolean>;
  /** What no output may show: the password of the package at the proxy. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  /** Takes the declared domains of a package away; granted ones stay. */
  forget(packageName: string): Promise<void>;
};

type Dependencies = {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  logger: Logger;
  secretBox: SecretBox;
  servers: ServerPool<ProxyServer>;
};

/** Which domains packages may reach, and the proxies that hold them to it. */
export function createPluginProxyModule(
  deps: Dependencies,
): PluginProxy & { parts: ModuleParts; allocations: AllocationSource } {
  const { database, clock, servers, logger } = deps;
  const repository = createProxyRepository(database.client, deps.secretBox);
  const rules = createRules(servers, repository);
  const applyRules = async (packageName: string): Promise<boolean> => {
    const account = await repository.account(packageName);
    const placed = account && (await servers.find(account.serverId));
    if (placed) await rules(placed);
    return placed !== null;
  };
  const isThereAny = async () => (await servers.all()).length > 0;
  const changes = createChangeDomains({ ...deps, repository, applyRules, isThereAny });
  return {
    parts: {
      resolvers: [[ProxyResolver, new ProxyResolver({ ...changes, domains: repository.domains })]],
      // A proxy may have lost its list, or never had one.
      async start() {
        for (const placed of await servers.all()) {
          await rules(placed).catch((error: unknown) =>
            logger.warn({ err: error, proxy: placed.name }, 'a proxy has no list'),
          );
        }
      },
    },
    async allocations(tx, serverId) {
      const isConfigured = (await servers.find(''))?.id === serverId;
      return (await repository.onServer(tx, serverId, isConfigured)).map(({ packageName, createdAt }) => ({
        ...{ kind: 'PROXY_USER', id: `proxy:${packageName}`, name: packageName, packageName, since: createdAt },
      }));
    },
    async allow(packageName, declared, chosenId) {
      if (!(await isThereAny())) return null;
      const at = new Date(clock.now());
      const known = declared.map(parseDomain).filter((domain) => domain !== null);
      for (const domain of known) {
        const record = { packageName, domain, origin: 'DECLARED', addedAt: at, addedBy: packageName };
        await database
          .transaction((tx) => repository.add(tx, record))
          .catch((error: unknown) => {
            if (!isUniqueViolation(error)) throw error; // another launch of the package was first
          });
      }
      const domains = (await repository.domains(packageName)).map(({ domain }) => domain);
      if (domains.length === 0) return null;
      const found = await ensureAccount({ ...deps, repository }, packageName, at, chosenId);
      if (!found) return null;
      const { password, placed } = found;
      await rules(placed);
      const url = new URL(placed.server.url);
      Object.assign(url, { username: packageName, password });
      return { url: url.href.replace(/\/$/, ''), password, domains };
    },
    hasDomains: async (packageName) => (await repository.domains(packageName)).length > 0,
    secretsOf: repository.secretsOf,
    async forget(packageName) {
      await database.transaction((tx) => repository.removeDeclared(tx, packageName));
      await applyRules(packageName);
      const account = await repository.account(packageName);
      if (!account || (await repository.domains(packageName)).length > 0) return;
      // Nothing was granted beside: the package leaves its proxy, which may then be removed.
      await database.transaction((tx) => repository.release(tx, packageName));
      const placed = await servers.find(account.serverId);
      if (!placed) return;
      await rules(placed);
      await servers.changed(placed.id);
    },
  };
}

type Work = Dependencies & { repository: ReturnType<typeof createProxyRepository> };

/** The account of the package and the proxy that knows it; of two launches that make one at once, one wins for both. */
async function ensureAccount(
  { repository, servers, database }: Work,
  packageName: string,
  at: Date,
  chosenId?: string | null,
): Promise<{ password: string; placed: Placed<ProxyServer> } | null> {
  const find = async () => {
    const account = await repository.account(packageName);
    const placed = account && (await servers.find(account.serverId));
    return account && placed ? { password: account.password, placed } : null;
  };
  const known = await find();
  if (known) return known;
  const placed = await servers.choose(chosenId);
  if (!placed) return null;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  try {
    await database.transaction(async (tx) => {
      const { id: serverId, name } = placed;
      if (!(await servers.hold(tx, serverId))) throw toError(sayResource('SERVER_DISABLED', { server: name }));
      await repository.claim(tx, packageName, { password, serverId }, at);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return find();
  }
  await servers.changed(placed.id);
  return { password, placed };
}

/** Brings the rules of a proxy to it; the calls for one proxy go one after the other. */
function createRules(servers: ServerPool<ProxyServer>, repository: Work['repository']) {
  const held = new Map<string, { server: ProxyServer; apply: () => Promise<void> }>();
  return async ({ id, server }: Placed<ProxyServer>): Promise<void> => {
    const known = held.get(id);
    if (known?.server === server) return known.apply();
    const isConfigured = (await servers.find(''))?.id === id;
    const apply = createApplyRules({ repository, server, serverId: id, isConfigured });
    held.set(id, { server, apply });
    return apply();
  };
}
