import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { ProxyRule, SecretBox } from '../ports.ts';

export type DomainRecord = { packageName: string; domain: string; origin: string; addedAt: Date; addedBy: string };

/** Accounts at the proxy and the domains that they may reach. */
export function createProxyRepository(client: CoreClient, box: SecretBox) {
  return {
    async account(packageName: string): Promise<{ password: string; serverId: string } | null> {
      const row = await client.proxyAccount.findUnique({ where: { packageName } });
      return row && { password: box.open(row.sealedPassword), serverId: row.serverId };
    },
    /** Fails with a unique violation when the package has an account already. */
    async claim(tx: CoreTransaction, packageName: string, account: { password: string; serverId: string }, at: Date) {
      const { password, serverId } = account;
      await tx.proxyAccount.create({
        data: { packageName, serverId, sealedPassword: box.seal(password), createdAt: at },
      });
    },
    /** Accounts on a server; `isConfigured`: also rows older than the choice of a server. */
    onServer: (from: CoreTransaction, serverId: string, isConfigured: boolean) =>
      from.proxyAccount.findMany({
        where: { serverId: { in: isConfigured ? [serverId, ''] : [serverId] } },
        orderBy: { packageName: 'asc' },
      }),
    async release(tx: CoreTransaction, packageName: string): Promise<void> {
      await tx.proxyAccount.deleteMany({ where: { packageName } });
    },
    async secretsOf(packageName: string): Promise<string[]> {
      const known = await client.proxyAccount.findUnique({ where: { packageName } });
      return known ? [box.open(known.sealedPassword)] : [];
    },
    domains: (packageName?: string): Promise<DomainRecord[]> =>
      client.proxyDomain.findMany({
        ...(packageName !== undefined && { where: { packageName } }),
        orderBy: [{ packageName: 'asc' }, { domain: 'asc' }],
      }),
    /** A domain that is both declared and granted counts as granted: it outlives the declaration. */
    async add(tx: CoreTransaction, record: DomainRecord): Promise<void> {
      const { packageName, domain } = record;
      const known = await tx.proxyDomain.findUnique({ where: { packageName_domain: { packageName, domain } } });
      if (known?.origin === 'GRANTED') return;
      if (known) await tx.proxyDomain.update({ where: { packageName_domain: { packageName, domain } }, data: record });
      else await tx.proxyDomain.create({ data: record });
    },
    async removeGranted(tx: CoreTransaction, packageName: string, domain: string): Promise<boolean> {
      const { count } = await tx.proxyDomain.deleteMany({ where: { packageName, domain, origin: 'GRANTED' } });
      return count > 0;
    },
    removeDeclared: (tx: CoreTransaction, packageName: string) =>
      tx.proxyDomain.deleteMany({ where: { packageName, origin: 'DECLARED' } }),
    /** Every account on a server with what it may reach. */
    async rules(serverId: string, isConfigured: boolean): Promise<ProxyRule[]> {
      const accounts = await this.onServer(client, serverId, isConfigured);
      const domains = await client.proxyDomain.findMany({ orderBy: { domain: 'asc' } });
      return accounts.map(({ packageName, sealedPassword }) => ({
        packageName,
        password: box.open(sealedPassword),
        domains: domains.filter((one) => one.packageName === packageName).map(({ domain }) => domain),
      }));
    },
  };
}
export type ProxyRepository = ReturnType<typeof createProxyRepository>;
