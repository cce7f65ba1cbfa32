import type { Said } from '@wecube/kit';
import { type CoreClient, type CoreDatabase, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';
import { isOpen, type UpgradePlan, type UpgradeRecord, type UpgradeStatus } from '../domain/rolling-upgrade.ts';
import { printSaid } from './instance-repository.ts';
import { readSaid } from './instance-rows.ts';

export type NewUpgrade = Omit<UpgradeRecord, 'reason' | 'endedAt' | 'rowVersion' | 'status' | 'since'>;
export type UpgradeChange = Partial<Pick<UpgradeRecord, 'status' | 'plan' | 'reason'>> & { now: Date };

/** Rolling upgrades. A package has at most one that is open; every write is conditional on the version it read. */
export function createUpgradeRepository({ client }: CoreDatabase) {
  const list = async (where: Parameters<CoreClient['rollingUpgrade']['findMany']>[0]) =>
    (await client.rollingUpgrade.findMany({ ...where, orderBy: { id: 'desc' } })).map(toUpgrade);
  return {
    find: async (id: string): Promise<UpgradeRecord | null> => (await list({ where: { id } }))[0] ?? null,
    open: (): Promise<UpgradeRecord[]> => list({ where: { openName: { not: null } } }),
    /** The newest first. */
    ofPackage: (packageName: string, most: number): Promise<UpgradeRecord[]> =>
      list({ where: { packageName }, take: most }),
    /** `false` when another one is open. */
    async insert(tx: CoreTransaction, upgrade: NewUpgrade): Promise<boolean> {
      const { plan, packageName, startedAt } = upgrade;
      const begun = { status: 'LAUNCHING', since: startedAt, rowVersion: 1, openName: packageName };
      try {
        await tx.rollingUpgrade.create({ data: { ...upgrade, ...begun, plan: JSON.stringify(plan) } });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    /** `false` when somebody else changed it meanwhile. */
    async change(
      tx: CoreTransaction | CoreClient,
      { id, rowVersion }: UpgradeRecord,
      { status, plan, reason, now }: UpgradeChange,
    ): Promise<boolean> {
      const ended = status !== undefined && !isOpen(status);
      const { count } = await tx.rollingUpgrade.updateMany({
        where: { id, rowVersion },
        data: {
          ...(status ? { status, since: now } : {}),
          ...(ended ? { openName: null, endedAt: now } : {}),
          ...(plan ? { plan: JSON.stringify(plan) } : {}),
          ...(reason === undefined ? {} : { reason: reason?.message ?? null, reasonText: reason && printSaid(reason) }),
          rowVersion: { increment: 1 },
        },
      });
      return count > 0;
    },
  };
}
export type UpgradeRepository = ReturnType<typeof createUpgradeRepository>;

type Row = Omit<UpgradeRecord, 'status' | 'plan' | 'reason'> & {
  status: string;
  plan: string;
  reason: string | null;
  reasonText: string | null;
};

function toUpgrade(row: Row): UpgradeRecord {
  const { id, packageName, toPackageId, toVersion, fromVersion, since, startedAt, startedBy, endedAt, rowVersion } =
    row;
  return {
    ...{ id, packageName, toPackageId, toVersion, fromVersion, since, startedAt, startedBy, endedAt, rowVersion },
    status: row.status as UpgradeStatus,
    plan: JSON.parse(row.plan) as UpgradePlan,
    reason: readSaid(row.reasonText, row.reason) as Said | null,
  };
}
