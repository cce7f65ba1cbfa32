import type { Readable } from 'node:stream';
import { requireAction, type Session, toError } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ServerPool } from '../../../ports/server-pool.ts';
import type { Audit } from '../../audit/index.ts';
import type { BucketRepository } from '../data/bucket-repository.ts';
import { sayBucket } from '../domain/texts.ts';
import type { BucketServer, ListedObject } from '../ports.ts';

const LONGEST_KEY_BYTES = 1024;
const LONGEST_LINK_SECONDS = 86_400;

type Dependencies = {
  repository: BucketRepository;
  servers: ServerPool<BucketServer>;
  database: CoreDatabase;
  audit: Audit;
};
type Target = { packageName: string; key: string };

/** What people do with the objects of packages. Fetching is audited too: what plugins keep may be confidential. */
export function createBrowseObjects({ repository, servers, database, audit }: Dependencies) {
  const open = async (packageName: string) => {
    const record = await repository.ofPackage(packageName);
    const placed = record && (await servers.find(record.serverId));
    if (record && placed) return { bucket: record.bucket, server: placed.server };
    throw toError(sayBucket('BUCKET_NOT_FOUND', { package: packageName }), { status: 404 });
  };
  const log = (
    session: Session,
    action: 'bucket:read' | 'bucket:write',
    { packageName, key }: Target,
    deed: string,
  ): Promise<void> =>
    database.transaction((tx) =>
      audit.record(tx, { session, action, subject: packageName, outcome: 'DONE', detail: { key, deed } }),
    );

  return {
    async buckets(session: Session) {
      requireAction(session, 'bucket:read');
      return repository.list();
    },
    async page(query: { packageName: string; prefix: string; after: string; most: number }, session: Session) {
      requireAction(session, 'bucket:read');
      const { bucket, server: store } = await open(query.packageName);
      const rows: ListedObject[] = await store.page(bucket, query);
      return rows;
    },
    async fetch(target: Target, session: Session): Promise<{ content: Readable; sizeBytes: number }> {
      requireAction(session, 'bucket:read');
      const { bucket, server: store } = await open(target.packageName);
      const content = await store.objects.get(bucket, checkKey(target.key));
      const found = await store.objects.stat(bucket, target.key);
      await log(session, 'bucket:read', target, 'fetched');
      return { content, sizeBytes: found?.sizeBytes ?? 0 };
    },
    async store(target: Target, content: Readable, sizeBytes: number, session: Session): Promise<void> {
      requireAction(session, 'bucket:write');
      const { bucket, server: store } = await open(target.packageName);
      await store.objects.put(bucket, checkKey(target.key), content, sizeBytes);
      await log(session, 'bucket:write', target, 'stored');
    },
    async remove(target: Target, session: Session): Promise<void> {
      requireAction(session, 'bucket:write');
      const { bucket, server: store } = await open(target.packageName);
      await store.objects.remove(bucket, checkKey(target.key));
      await log(session, 'bucket:write', target, 'deleted');
    },
    async link(target: Target, lifeSeconds: number, session: Session): Promise<string> {
      requireAction(session, 'bucket:read');
      if (!Number.isInteger(lifeSeconds) || lifeSeconds < 1 || lifeSeconds > LONGEST_LINK_SECONDS) {
        throw toError(sayBucket('OBJECT_LINK_LIFE', { most: LONGEST_LINK_SECONDS }));
      }
      const { bucket, server: store } = await open(target.packageName);
      const link = await store.link(bucket, checkKey(target.key), lifeSeconds);
      await log(session, 'bucket:read', target, 'linked');
      return link;
    },
  };
}
export type BrowseObjects = ReturnType<typeof createBrowseObjects>;

function checkKey(key: string): string {
  const bytes = Buffer.byteLength(key);
  if (bytes > 0 && bytes <= LONGEST_KEY_BYTES) return key;
  throw toError(sayBucket('OBJECT_KEY_INVALID', { most: LONGEST_KEY_BYTES }));
}
