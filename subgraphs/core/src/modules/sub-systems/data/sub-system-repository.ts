import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { SubSystem } from '../domain/sub-system.ts';

type Nonce = { systemCode: string; nonceHash: string; usedAt: Date };

/** Sub-systems registered by hand, and the nonces of sign-ins. */
export function createSubSystemRepository({ client }: CoreDatabase) {
  return {
    async names(): Promise<string[]> {
      return (await client.subSystem.findMany({ select: { name: true } })).map(({ name }) => name);
    },
    list: (): Promise<SubSystem[]> => client.subSystem.findMany({ orderBy: { name: 'asc' } }),
    async insert(tx: CoreTransaction, subSystem: SubSystem): Promise<void> {
      const { systemCode, ...rest } = subSystem;
      await tx.subSystem.upsert({
        where: { systemCode },
        create: subSystem,
        update: { description: rest.description },
      });
    },
    /** Whether this sub-system has not used it before. */
    async rememberNonce(tx: CoreTransaction, { systemCode, nonceHash, usedAt }: Nonce): Promise<boolean> {
      const where = { systemCode, nonceHash };
      const { count } = await tx.subSystemNonce.updateMany({ where, data: { usedAt } });
      if (count === 0) await tx.subSystemNonce.create({ data: { systemCode, nonceHash, usedAt } });
      return count === 0;
    },
    countNonces: (tx: CoreTransaction, systemCode: string): Promise<number> =>
      tx.subSystemNonce.count({ where: { systemCode } }),
    async forgetNonces(tx: CoreTransaction, before: Date): Promise<void> {
      await tx.subSystemNonce.deleteMany({ where: { usedAt: { lt: before } } });
    },
  };
}
export type SubSystemRepository = ReturnType<typeof createSubSystemRepository>;
