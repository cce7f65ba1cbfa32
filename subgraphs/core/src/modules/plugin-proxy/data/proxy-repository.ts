import { type CoreClient, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';
import type { ProxyRule, SecretBox } from '../ports.ts';

export type DomainRecord = { packageName: string; domain: string; origin: string; addedAt: Date; addedBy: string };

/** Accounts at the proxy and the domains that they may reach. */
export function createProxyRepository(client: CoreClient, box: SecretBox) {
  return {
    /** The password of the package; of two that make one at once, one wins for both. */
    async ensurePassword(packageName: string, fresh: string, at: Date): Promise<string> {
      const find = () => client.proxyAccount.findUnique({ where: { packageName } });
      const known = await find();
      if (known) return box.open(known.sealedPassword);
      try {
        await client.proxyAccount.create({ data: { packageName, sealedPassword: box.seal(fresh), createdAt: at } });
        return fresh;
      } catch (error) {
        const winner = isUniqueViolation(error) ? await find() : null;
        if (!winner) throw error;
        return box.open(winner.sealedPassword);
      }
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
    /** Every account with what it may reach. */
    async rules(): Promise<ProxyRule[]> {
      const accounts = await client.proxyAccount.findMany({ orderBy: { packageName: 'asc' } });
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
