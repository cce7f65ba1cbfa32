import { randomBytes } from 'node:crypto';
import type { Clock, Logger } from '@wecube/kit';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import type { Audit } from '../audit/index.ts';
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
  ): Promise<{ url: string; password: string; domains: string[] } | null>;
  /** What no output may show: the password of the package at the proxy. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  /** Takes the declared domains of a package away; granted ones stay. */
  forget(packageName: string): Promise<void>;
};

/** Which domains packages may reach, and the proxy that holds them to it; `server` is `null` where there is none. */
export function createPluginProxyModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  logger: Logger;
  secretBox: SecretBox;
  server: ProxyServer | null;
}): PluginProxy & { parts: ModuleParts } {
  const { database, clock, server, logger } = deps;
  const repository = createProxyRepository(database.client, deps.secretBox);
  const applyRules = server && createApplyRules({ repository, server });
  const changes = createChangeDomains({ ...deps, repository, applyRules });
  return {
    parts: {
      resolvers: [[ProxyResolver, new ProxyResolver({ ...changes, domains: repository.domains })]],
      // The proxy may have lost its list, or never had one.
      start: async () => applyRules?.().catch((error: unknown) => logger.warn({ err: error }, 'the proxy has no list')),
    },
    async allow(packageName, declared) {
      if (!server || !applyRules) return null;
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
      const fresh = randomBytes(PASSWORD_BYTES).toString('base64url');
      const password = await repository.ensurePassword(packageName, fresh, at);
      await applyRules();
      const url = new URL(server.url);
      Object.assign(url, { username: packageName, password });
      return { url: url.href.replace(/\/$/, ''), password, domains };
    },
    secretsOf: repository.secretsOf,
    async forget(packageName) {
      await database.transaction((tx) => repository.removeDeclared(tx, packageName));
      await applyRules?.();
    },
  };
}
