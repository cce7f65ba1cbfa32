import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { PluginIdentity } from '../domain/plugin-identity.ts';
import type { SecretBox } from '../ports.ts';

/** Identities of plugins; what is private is sealed before it reaches the database. */
export function createIdentityRepository({ client }: CoreDatabase, box: SecretBox) {
  return {
    async find(packageName: string): Promise<PluginIdentity | null> {
      const row = await client.pluginIdentity.findUnique({ where: { packageName } });
      if (!row) return null;
      const { systemCode, publicKey, sealedPrivateKey, sealedSigningKey } = row;
      const [privateKey, signingKey] = [box.open(sealedPrivateKey), box.open(sealedSigningKey)];
      return { packageName, systemCode, publicKey, privateKey, signingKey };
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
export type IdentityRepository = ReturnType<typeof createIdentityRepository>;
