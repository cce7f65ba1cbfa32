import type { CoreClient, CoreTransaction } from '@wecube/prisma';

export type SnapshotRecord = { version: string; takenAt: Date };

/** Keeps the registrations of a version as their file; a later one of the same version takes its place. */
export async function keepSnapshot(
  tx: CoreTransaction,
  snapshot: { packageName: string; version: string; content: string; takenAt: Date },
): Promise<void> {
  const { packageName, version } = snapshot;
  await tx.serviceSnapshot.deleteMany({ where: { packageName, version } });
  await tx.serviceSnapshot.create({ data: snapshot });
}

export async function findSnapshot(client: CoreClient, packageName: string, version: string): Promise<string | null> {
  const row = await client.serviceSnapshot.findFirst({ where: { packageName, version } });
  return row?.content ?? null;
}

/** The versions whose registrations are kept, the latest first. */
export function listSnapshots(client: CoreClient, packageName: string): Promise<SnapshotRecord[]> {
  return client.serviceSnapshot.findMany({
    where: { packageName },
    select: { version: true, takenAt: true },
    orderBy: [{ takenAt: 'desc' }, { version: 'desc' }],
  });
}
