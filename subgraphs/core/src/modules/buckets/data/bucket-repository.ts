import type { CoreClient, CoreTransaction } from '@wecube/prisma';

export type BucketRecord = {
  bucket: string;
  packageName: string;
  /** Empty in rows older than the choice of a server. */
  serverId: string;
  /** The account of the server that was given to the package; empty where all have the server's own. */
  accessKey: string;
  createdAt: Date;
};

/** Which bucket belongs to which package. */
export function createBucketRepository(client: CoreClient) {
  return {
    list: (): Promise<BucketRecord[]> => client.packageBucket.findMany({ orderBy: { packageName: 'asc' } }),
    ofPackage: (packageName: string): Promise<BucketRecord | null> =>
      client.packageBucket.findUnique({ where: { packageName } }),
    find: (bucket: string): Promise<BucketRecord | null> => client.packageBucket.findUnique({ where: { bucket } }),
    /** Fails with a unique violation when the bucket has an owner, or the package a bucket, already. */
    async claim(tx: CoreTransaction, record: BucketRecord): Promise<void> {
      await tx.packageBucket.create({ data: record });
    },
    /** What packages have on a server; `isConfigured`: also rows older than the choice of a server. */
    onServer: (from: CoreTransaction, serverId: string, isConfigured: boolean): Promise<BucketRecord[]> =>
      from.packageBucket.findMany({ where: { serverId: { in: isConfigured ? [serverId, ''] : [serverId] } } }),
    remove: (tx: CoreTransaction, packageName: string) => tx.packageBucket.deleteMany({ where: { packageName } }),
  };
}
export type BucketRepository = ReturnType<typeof createBucketRepository>;
