import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { PackageTrust, SigningKey } from '../domain/package-trust.ts';

type Reader = CoreClient | CoreTransaction;

const POLICY = 'packages';

export async function readTrust(reader: Reader): Promise<PackageTrust> {
  const policy = await reader.packagePolicy.findUnique({ where: { id: POLICY } });
  const keys = await reader.packageSigningKey.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  return { requireSignature: policy?.requireSignature ?? false, keys };
}

/** Trusting a key again only gives it the new name. */
export async function writeKey(tx: CoreTransaction, key: SigningKey): Promise<void> {
  await tx.packageSigningKey.upsert({ where: { id: key.id }, create: key, update: { name: key.name } });
}

/** False when it was not trusted. */
export async function removeKey(tx: CoreTransaction, id: string): Promise<boolean> {
  const { count } = await tx.packageSigningKey.deleteMany({ where: { id } });
  return count === 1;
}

export async function writePolicy(tx: CoreTransaction, requireSignature: boolean): Promise<void> {
  const data = { id: POLICY, requireSignature };
  await tx.packagePolicy.upsert({ where: { id: POLICY }, create: data, update: { requireSignature } });
}
