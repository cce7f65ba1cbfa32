import { type CoreClient, isUniqueViolation } from '@wecube/prisma';

export type BucketRecord = { bucket: string; packageName: string; createdAt: Date };

/** Which bucket belongs to which package. */
export function createBucketRepository(client: CoreClient) {
  return {
    list: (): Promise<BucketRecord[]> => client.packageBucket.findMany({ orderBy: { packageName: 'asc' } }),
    ofPackage: (packageName: string): Promise<BucketRecord | null> =>
      client.packageBucket.findUnique({ where: { packageName } }),
    find: (bucket: string): Promise<BucketRecord | null> => client.packageBucket.findUnique({ where: { bucket } }),
    /** `false` when the bucket has an owner, or the package a bucket, already. */
    async claim(record: BucketRecord): Promise<boolean> {
      try {
        await client.packageBucket.create({ data: record });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    remove: (packageName: string) => client.packageBucket.deleteMany({ where: { packageName } }),
  };
}
export type BucketRepository = ReturnType<typeof createBucketRepository>;
