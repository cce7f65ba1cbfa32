import { type CoreDatabase, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';

export type GrantRecord = { packageName: string; demand: string; grantedBy: string; grantedAt: Date };

/** What administrators granted packages beyond the confinement of instances; for all versions of a package. */
export function createGrantRepository({ client }: CoreDatabase) {
  return {
    list: (packageName?: string): Promise<GrantRecord[]> =>
      client.launchGrant.findMany({
        ...(packageName !== undefined && { where: { packageName } }),
        orderBy: [{ packageName: 'asc' }, { demand: 'asc' }],
      }),
    /** `false` when it was granted before. */
    async add(tx: CoreTransaction, grant: GrantRecord): Promise<boolean> {
      const { packageName, demand } = grant;
      if (await tx.launchGrant.findUnique({ where: { packageName_demand: { packageName, demand } } })) return false;
      await tx.launchGrant.create({ data: grant }).catch((error: unknown) => {
        if (!isUniqueViolation(error)) throw error;
      });
      return true;
    },
    async remove(tx: CoreTransaction, packageName: string, demand: string): Promise<boolean> {
      const { count } = await tx.launchGrant.deleteMany({ where: { packageName, demand } });
      return count > 0;
    },
  };
}
export type GrantRepository = ReturnType<typeof createGrantRepository>;
