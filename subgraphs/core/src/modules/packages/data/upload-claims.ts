import { type CoreDatabase, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';

/** The right to store the files of one version; it lapses unless renewed, so that a killed upload blocks nobody for long. */
export type UploadClaim = { name: string; version: string; uploadId: string; expiresAt: Date };

/** False when another upload holds the version. A lapsed claim is taken over, and so is one of the same upload before a kill. */
export async function takeClaim(database: CoreDatabase, claim: UploadClaim, now: Date): Promise<boolean> {
  const { name, version, uploadId } = claim;
  try {
    await database.transaction(async (tx) => {
      await tx.packageUploadClaim.deleteMany({
        where: { name, version, OR: [{ expiresAt: { lt: now } }, { uploadId }] },
      });
      await tx.packageUploadClaim.create({ data: claim });
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** False when the claim was lost. */
export async function renewClaim(database: CoreDatabase, uploadId: string, expiresAt: Date): Promise<boolean> {
  const { count } = await database.client.packageUploadClaim.updateMany({ where: { uploadId }, data: { expiresAt } });
  return count === 1;
}

/** False when the claim was lost. */
export async function releaseClaim(
  tx: Pick<CoreTransaction, 'packageUploadClaim'>,
  uploadId: string,
): Promise<boolean> {
  const { count } = await tx.packageUploadClaim.deleteMany({ where: { uploadId } });
  return count === 1;
}

export function findLapsedClaims(database: CoreDatabase, now: Date): Promise<UploadClaim[]> {
  return database.client.packageUploadClaim.findMany({ where: { expiresAt: { lt: now } } });
}
