import { type Clock, serviceSession, toError } from '@wecube/kit';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { Placed, ServerPool } from '../../../ports/server-pool.ts';
import type { Audit } from '../../audit/index.ts';
import { sayResource } from '../../resources/index.ts';
import type { BucketRecord, BucketRepository } from '../data/bucket-repository.ts';
import { sayBucket } from '../domain/texts.ts';
import type { BucketServer, PackageFiles } from '../ports.ts';

type Pack = { name: string; version: string };
type Declaration = { bucketName: string; files: readonly { source: string; toFile: string }[] };
export type GivenBucket = { bucket: string; url: string; accessKey: string; secretKey: string; copied: number };

/** The bucket of a package, as its launch and its removal need it. */
export type PackageBuckets = {
  /** `false`: there is no server. Throws when none, or not the chosen one, can take the package. */
  available(packageName: string, chosenId?: string | null): Promise<boolean>;
  has(packageName: string): Promise<boolean>;
  /** Makes the bucket and copies the declared files into it. May be repeated. */
  ensure(pack: Pack, declaration: Declaration, chosenId?: string | null): Promise<GivenBucket>;
  bucketOf(packageName: string): Promise<string | null>;
  /** What no output may show: the secret key that a package with a bucket is given. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  /** Deletes the bucket of the package with everything in it; does nothing when there is none. */
  drop(packageName: string): Promise<void>;
};

type Dependencies = {
  repository: BucketRepository;
  servers: ServerPool<BucketServer>;
  files: PackageFiles;
  clock: Clock;
  database: CoreDatabase;
  audit: Audit;
};

export function createPackageBuckets(dependencies: Dependencies): PackageBuckets {
  const { repository, servers, files, database, audit } = dependencies;
  return {
    async available(packageName, chosenId) {
      const record = await repository.ofPackage(packageName);
      return (record ? await stays(servers, record, chosenId) : await servers.choose(chosenId)) !== null;
    },
    has: async (packageName) => (await repository.ofPackage(packageName)) !== null,
    async ensure(pack, declaration, chosenId) {
      const { record, placed } = await claim(dependencies, pack, declaration.bucketName, chosenId);
      const { server } = placed;
      const { bucket } = record;
      await server.ensure(bucket);
      const keys = await server.keysFor(bucket, record.accessKey);
      if (!keys) throw toError(sayBucket('BUCKET_KEYS_NOT_LIMITED', { server: placed.name, package: pack.name }));
      const copied = await copyFiles(server, files, { pack, declaration, bucket });
      return { bucket, url: server.url, ...keys, copied };
    },
    bucketOf: async (packageName) => (await repository.ofPackage(packageName))?.bucket ?? null,
    async secretsOf(packageName) {
      const record = await repository.ofPackage(packageName);
      const placed = record && (await servers.find(record.serverId));
      return placed ? [placed.server.secretOf(record.accessKey) ?? ''].filter(Boolean) : [];
    },
    async drop(packageName) {
      const record = await repository.ofPackage(packageName);
      if (!record) return;
      const { bucket } = record;
      const placed = needed(await servers.find(record.serverId), packageName, bucket);
      await placed.server.drop(bucket);
      await database.transaction(async (tx) => {
        if ((await repository.remove(tx, packageName)).count === 0) return;
        const detail = { bucket, server: placed.name, dropped: true };
        const entry = { session: serviceSession('core'), subject: packageName, outcome: 'DONE', detail } as const;
        await audit.record(tx, { ...entry, action: 'instance:remove' });
      });
      await servers.changed(placed.id);
    },
  };
}

function needed<Found>(found: Found | null, packageName: string, bucket: string): Found {
  if (found) return found;
  throw toError(sayBucket('BUCKET_SERVER_NEEDED', { package: packageName, bucket }));
}

/** Where the bucket of a package is; throws when a person chose another server, for what is in it is not moved. */
async function stays(
  servers: ServerPool<BucketServer>,
  { serverId, packageName }: BucketRecord,
  chosenId?: string | null,
): Promise<Placed<BucketServer> | null> {
  const placed = await servers.find(serverId);
  if (placed && chosenId && chosenId !== placed.id) {
    throw toError(sayResource('SERVER_CHOSEN_BEFORE', { package: packageName, server: placed.name }));
  }
  return placed;
}

/** A package keeps the bucket and the server that it has, also when a later version names another: its files are there. */
async function claim(
  dependencies: Dependencies,
  { name: packageName }: Pack,
  bucket: string,
  chosenId?: string | null,
): Promise<{ record: BucketRecord; placed: Placed<BucketServer> }> {
  const { repository, servers } = dependencies;
  const present = await repository.ofPackage(packageName);
  if (present) {
    return { record: present, placed: needed(await stays(servers, present, chosenId), packageName, present.bucket) };
  }
  const placed = needed(await servers.choose(chosenId), packageName, bucket);
  // Before the bucket is made: without keys for it nobody could use it.
  if (!placed.server.givesKeys) {
    throw toError(sayBucket('BUCKET_KEYS_NOT_LIMITED', { server: placed.name, package: packageName }));
  }
  await writeDown(dependencies, placed, { packageName, bucket });
  const own = await repository.ofPackage(packageName);
  if (own) return { record: own, placed: needed(await servers.find(own.serverId), packageName, bucket) };
  const other = (await repository.find(bucket))?.packageName ?? '';
  throw toError(sayBucket('BUCKET_OF_ANOTHER', { bucket, other }));
}

async function writeDown(
  { repository, servers, database, audit, clock }: Dependencies,
  { id: serverId, name, server }: Placed<BucketServer>,
  { packageName, bucket }: { packageName: string; bucket: string },
): Promise<void> {
  try {
    await database.transaction(async (tx) => {
      // Holding the row, one launch after the other takes an account that nobody has.
      if (!(await servers.hold(tx, serverId))) throw toError(sayResource('SERVER_DISABLED', { server: name }));
      const taken = (await repository.onServer(tx, serverId, false)).map(({ accessKey }) => accessKey);
      const free = server.limitedKeys.find((one) => !taken.includes(one));
      if (free === undefined && server.limitedKeys.length > 0) {
        throw toError(sayBucket('BUCKET_KEYS_USED_UP', { server: name, count: server.limitedKeys.length }));
      }
      const record = { bucket, packageName, serverId, accessKey: free ?? '', createdAt: new Date(clock.now()) };
      await repository.claim(tx, record);
      const detail = { bucket, server: name, made: true };
      const entry = { session: serviceSession('core'), subject: packageName, outcome: 'DONE', detail } as const;
      await audit.record(tx, { ...entry, action: 'instance:launch' });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  await servers.changed(serverId);
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
