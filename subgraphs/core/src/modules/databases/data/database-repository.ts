import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { ScriptPosition } from '../domain/plan-scripts.ts';
import type { SecretBox } from '../ports.ts';

type Row = NonNullable<Awaited<ReturnType<CoreClient['packageDatabase']['findUnique']>>>;
export type DatabaseRecord = Omit<Row, 'sealedPassword' | 'position'> & {
  password: string;
  position: ScriptPosition | null;
};

/** Which schema belongs to which package, and how far its scripts ran. Passwords are sealed in the rows. */
export function createDatabaseRepository(client: CoreClient, box: SecretBox) {
  const toRecord = ({ sealedPassword, position, ...row }: Row): DatabaseRecord => ({
    ...row,
    password: box.open(sealedPassword),
    position: position === null ? null : (JSON.parse(position) as ScriptPosition),
  });
  return {
    async ofPackage(packageName: string): Promise<DatabaseRecord | null> {
      const row = await client.packageDatabase.findUnique({ where: { packageName } });
      return row && toRecord(row);
    },
    ownerOf: async (schema: string): Promise<string | null> =>
      (await client.packageDatabase.findUnique({ where: { schema } }))?.packageName ?? null,
    /** Fails with a unique violation when the schema has an owner, or the package a schema, already. */
    async claim(tx: CoreTransaction, { password, ...record }: Omit<DatabaseRecord, 'position'>): Promise<void> {
      await tx.packageDatabase.create({ data: { ...record, sealedPassword: box.seal(password) } });
    },
    /** What packages have on a server; `isConfigured`: also rows older than the choice of a server. */
    onServer: (from: CoreTransaction, serverId: string, isConfigured: boolean) =>
      from.packageDatabase.findMany({ where: { serverId: { in: isConfigured ? [serverId, ''] : [serverId] } } }),
    async setPosition(schema: string, position: ScriptPosition): Promise<void> {
      await client.packageDatabase.updateMany({ where: { schema }, data: { position: JSON.stringify(position) } });
    },
    async setVersion(schema: string, version: string): Promise<void> {
      await client.packageDatabase.updateMany({ where: { schema }, data: { version, position: null } });
    },
    remove: (tx: CoreTransaction, packageName: string) => tx.packageDatabase.deleteMany({ where: { packageName } }),
  };
}
export type DatabaseRepository = ReturnType<typeof createDatabaseRepository>;
