import { type CoreClient, isUniqueViolation } from '@wecube/prisma';
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
    /** `false` when the schema has an owner, or the package a schema, already. */
    async claim({ password, ...record }: Omit<DatabaseRecord, 'position'>): Promise<boolean> {
      try {
        await client.packageDatabase.create({ data: { ...record, sealedPassword: box.seal(password) } });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async setPosition(schema: string, position: ScriptPosition): Promise<void> {
      await client.packageDatabase.updateMany({ where: { schema }, data: { position: JSON.stringify(position) } });
    },
    async setVersion(schema: string, version: string): Promise<void> {
      await client.packageDatabase.updateMany({ where: { schema }, data: { version, position: null } });
    },
    remove: (packageName: string) => client.packageDatabase.deleteMany({ where: { packageName } }),
  };
}
export type DatabaseRepository = ReturnType<typeof createDatabaseRepository>;
