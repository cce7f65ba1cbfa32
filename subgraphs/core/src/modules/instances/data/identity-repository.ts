import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { PluginIdentity } from '../domain/plugin-identity.ts';
import type { SecretBox } from '../ports.ts';

/** Identities of plugins; what is private is sealed before it reaches the database. */
export function createIdentityRepository({ client }: CoreDatabase, box: SecretBox) {
  return {
    async find(packageName: string): Promise<PluginIdentity | null> {
      const row = await client.pluginIdentity.findUnique({ where: { packageName } });
      return row && opened(row, box);
    },
    /** Who may sign tokens: every identity there is. */
    async all(): Promise<PluginIdentity[]> {
      const rows = await client.pluginIdentity.findMany({ orderBy: { packageName: 'asc' } });
      return rows.map((row) => opened(row, box));
    },
    /** `false` when the package has one by now. */
    async insert(identity: PluginIdentity, createdAt: Date): Promise<boolean> {
      const { packageName, systemCode, publicKey, privateKey, signingKey } = identity;
      const sealed = { sealedPrivateKey: box.seal(privateKey), sealedSigningKey: box.seal(signingKey) };
      try {
        await client.pluginIdentity.create({ data: { packageName, systemCode, publicKey, createdAt, ...sealed } });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async remove(packageName: string): Promise<void> {
      await client.pluginIdentity.deleteMany({ where: { packageName } });
    },
  };
}

type Row = {
  packageName: string;
  systemCode: string;
  publicKey: string;
  sealedPrivateKey: string;
  sealedSigningKey: string;
};

function opened(row: Row, box: SecretBox): PluginIdentity {
  const { packageName, systemCode, publicKey } = row;
  const [privateKey, signingKey] = [box.open(row.sealedPrivateKey), box.open(row.sealedSigningKey)];
  return { packageName, systemCode, publicKey, privateKey, signingKey };
}

export type IdentityRepository = ReturnType<typeof createIdentityRepository>;
