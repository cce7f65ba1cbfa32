import { type Clock, toError } from '@wecube/kit';
import type { BucketRepository } from '../data/bucket-repository.ts';
import { sayBucket } from '../domain/texts.ts';
import type { BucketServer, PackageFiles } from '../ports.ts';

type Pack = { name: string; version: string };
type Declaration = { bucketName: string; files: readonly { source: string; toFile: string }[] };
export type GivenBucket = { bucket: string; url: string; accessKey: string; secretKey: string; copied: number };

/** The bucket of a package, as its launch and its removal need it. */
export type PackageBuckets = {
  readonly available: boolean;
  has(packageName: string): Promise<boolean>;
  /** Makes the bucket and copies the declared files into it. May be repeated. */
  ensure(pack: Pack, declaration: Declaration): Promise<GivenBucket>;
  bucketOf(packageName: string): Promise<string | null>;
  /** What no output may show: the secret key that a package with a bucket is given. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  /** Deletes the bucket of the package with everything in it; does nothing when there is none. */
  drop(packageName: string): Promise<void>;
};

type Dependencies = { repository: BucketRepository; server: BucketServer | null; files: PackageFiles; clock: Clock };

export function createPackageBuckets({ repository, server, files, clock }: Dependencies): PackageBuckets {
  return {
    available: server !== null,
    has: async (packageName) => (await repository.ofPackage(packageName)) !== null,
    async ensure(pack, declaration) {
      const { bucketName: bucket } = declaration;
      if (!server) throw toError(sayBucket('BUCKET_SERVER_NEEDED', { package: pack.name, bucket }));
      const keys = server.keys();
      if (!keys) throw toError(sayBucket('BUCKET_KEYS_NOT_LIMITED', { server: server.url, package: pack.name }));
      const own = await claim(repository, { bucket, packageName: pack.name, createdAt: new Date(clock.now()) });
      await server.ensure(own);
      const copied = await copyFiles(server, files, { pack, declaration, bucket: own });
      return { bucket: own, url: server.url, ...keys, copied };
    },
    bucketOf: async (packageName) => (await repository.ofPackage(packageName))?.bucket ?? null,
    async secretsOf(packageName) {
      const keys = server?.keys();
      return keys && (await repository.ofPackage(packageName)) ? [keys.secretKey] : [];
    },
    async drop(packageName) {
      const record = await repository.ofPackage(packageName);
      if (!record) return;
      if (!server) throw toError(sayBucket('BUCKET_SERVER_NEEDED', { package: packageName, bucket: record.bucket }));
      await server.drop(record.bucket);
      await repository.remove(packageName);
    },
  };
}

/** A package keeps the bucket that it has, also when a later version names another: its files are there. */
async function claim(repository: BucketRepository, record: Parameters<BucketRepository['claim']>[0]): Promise<string> {
  await repository.claim(record);
  const own = await repository.ofPackage(record.packageName);
  if (own) return own.bucket;
  const other = (await repository.find(record.bucket))?.packageName ?? '';
  throw toError(sayBucket('BUCKET_OF_ANOTHER', { bucket: record.bucket, other }));
}

async function copyFiles(
  server: BucketServer,
  files: PackageFiles,
  { pack, declaration, bucket }: { pack: Pack; declaration: Declaration; bucket: string },
): Promise<number> {
  const known = new Map((await files.list(pack)).map(({ path, sizeBytes }) => [path, sizeBytes]));
  for (const { source, toFile } of declaration.files) {
    const size = known.get(source);
    if (size === undefined) throw toError(sayBucket('BUCKET_FILE_MISSING', { file: source }));
    await server.objects.put(bucket, toFile, await files.open(pack, source), size);
  }
  return declaration.files.length;
}
