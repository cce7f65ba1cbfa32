import type { CoreDatabase } from '@wecube/prisma';

/** Who works on which instance: a lease in the instance's row, so that two cores never work on one. */
export function createLeaseRepository({ client }: CoreDatabase) {
  return {
    /** The ids of all instances that are not removed, or of one, with who has them. */
    async holders(only?: string): Promise<{ id: string; owner: string | null; leaseUntil: number }[]> {
      const rows = await client.instance.findMany({
        where: { status: { not: 'REMOVED' }, ...(only !== undefined && { id: only }) },
        select: { id: true, owner: true, leaseUntil: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ id, owner, leaseUntil }) => ({ id, owner, leaseUntil: Number(leaseUntil ?? 0) }));
    },
    /** Takes or prolongs a lease if it still belongs to `holder`. */
    async take(id: string, holder: string | null, self: string, leaseUntil: number): Promise<boolean> {
      const { count } = await client.instance.updateMany({
        where: { id, owner: holder },
        data: { owner: self, leaseUntil: BigInt(leaseUntil) },
      });
      return count > 0;
    },
    async releaseAll(self: string): Promise<void> {
      await client.instance.updateMany({ where: { owner: self }, data: { owner: null, leaseUntil: null } });
    },
  };
}
export type LeaseRepository = ReturnType<typeof createLeaseRepository>;
