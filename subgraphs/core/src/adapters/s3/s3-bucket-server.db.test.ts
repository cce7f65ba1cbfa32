import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { serviceSession, systemClock } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAuditModule } from '../../modules/audit/index.ts';
import { createObjectsRoute } from '../../modules/buckets/api/objects-route.ts';
import { createBrowseObjects } from '../../modules/buckets/app/browse-objects.ts';
import { createPackageBuckets } from '../../modules/buckets/app/package-buckets.ts';
import { createBucketRepository } from '../../modules/buckets/data/bucket-repository.ts';
import type { BucketServer } from '../../modules/buckets/index.ts';
import { poolOf } from '../../ports/testing-pool.ts';
import { createS3BucketServer } from './s3-bucket-server.ts';
import { createS3ObjectStore } from './s3-object-store.ts';
import { startSwift, type TestSwift } from './swift-testing.ts';

let swift: TestSwift;
beforeAll(async () => {
  swift = await startSwift();
}, 90_000);
afterAll(() => swift?.[Symbol.asyncDispose]());

const session = serviceSession('ann');
const files = {
  list: async () => [{ path: 'node_exporter.tar.gz', sizeBytes: 7 }],
  open: async () => Readable.from([Buffer.from('content')]),
};

describeDatabases('core', (open) => {
  const start = async (shareKeys = true, limitedKeys: readonly { accessKey: string; secretKey: string }[] = []) => {
    const database = await open();
    const server = createS3BucketServer({ ...swift, shareKeys, limitedKeys });
    const repository = createBucketRepository(database.client);
    const audit = createAuditModule({ database, clock: systemClock });
    const servers = poolOf({ one: server });
    const all = { repository, servers, files, clock: systemClock, database, audit };
    return { ...all, buckets: createPackageBuckets(all), browse: createBrowseObjects(all) };
  };
  beforeEach(async () => {
    const { buckets, repository, database } = await start();
    for (const { packageName } of await repository.list()) await buckets.drop(packageName);
    await database.client.auditEntry.deleteMany();
  });
  const monitor = { name: 'monitor', version: 'v1.0.0' };
  const declaration = {
    bucketName: 'monitor-files',
    files: [{ source: 'node_exporter.tar.gz', toFile: 'a/exporter' }],
  };

  it('makes the bucket once, copies the declared files, and drops it with everything in it', async () => {
    const { buckets, browse } = await start();
    expect(await buckets.has('monitor')).toBe(false);
    const given = await buckets.ensure(monitor, declaration);
    expect(given).toEqual({ ...swiftKeys(), bucket: 'monitor-files', url: swift.url, copied: 1 });
    await buckets.ensure(monitor, { bucketName: 'renamed', files: [] });
    expect(await buckets.bucketOf('monitor')).toBe('monitor-files');
    const { content, sizeBytes } = await browse.fetch({ packageName: 'monitor', key: 'a/exporter' }, session);
    expect([await text(content), sizeBytes]).toEqual(['content', 7]);
    await buckets.drop('monitor');
    await buckets.drop('monitor');
    expect(await buckets.bucketOf('monitor')).toBeNull();
  });
  const swiftKeys = () => ({ accessKey: swift.accessKey, secretKey: swift.secretKey });

  it("refuses another package's bucket, absent files, and keys that nobody allowed to share", async () => {
    const { buckets } = await start();
    await buckets.ensure(monitor, declaration);
    const thief = buckets.ensure({ name: 'thief', version: 'v1' }, declaration);
    await expect(thief).rejects.toMatchObject({ code: 'BUCKET_OF_ANOTHER' });
    const absent = { ...declaration, files: [{ source: 'none', toFile: 'x' }] };
    await expect(buckets.ensure(monitor, absent)).rejects.toMatchObject({ code: 'BUCKET_FILE_MISSING' });
    const closed = (await start(false)).buckets.ensure(monitor, declaration);
    await expect(closed).rejects.toMatchObject({ code: 'BUCKET_KEYS_NOT_LIMITED' });
    const none = createPackageBuckets({ ...(await start()), servers: poolOf<BucketServer>({}) });
    await expect(none.ensure(monitor, declaration)).rejects.toMatchObject({ code: 'BUCKET_SERVER_NEEDED' });
  });

  it('gives each package an account that reaches its own bucket and no other', async () => {
    const { buckets, database } = await start(false, swift.limitedKeys);
    const mine = await buckets.ensure(monitor, { ...declaration, files: [] });
    const theirs = await buckets.ensure({ name: 'other', version: 'v1.0.0' }, { bucketName: 'other-files', files: [] });
    expect(mine.accessKey).not.toBe(theirs.accessKey);
    expect(await buckets.ensure(monitor, declaration)).toEqual({ ...mine, copied: 1 });
    const store = createS3ObjectStore({ ...mine, url: swift.url });
    const written = Readable.from([Buffer.from('of mine')]);
    await store.put(mine.bucket, 'own', written, 7);
    expect(await text(await store.get(mine.bucket, 'own'))).toBe('of mine');
    await expect(store.get(theirs.bucket, 'own')).rejects.toThrow();
    await expect(store.put(theirs.bucket, 'own', Readable.from([Buffer.from('thief')]), 5)).rejects.toThrow();
    const third = buckets.ensure({ name: 'third', version: 'v1.0.0' }, { bucketName: 'third-files', files: [] });
    await expect(third).rejects.toMatchObject({ code: 'BUCKET_KEYS_USED_UP' });
    await buckets.drop('other');
    const deeds = await database.client.auditEntry.findMany({ where: { subject: 'other' }, orderBy: { id: 'asc' } });
    expect(deeds.map(({ action }) => action)).toEqual(['instance:launch', 'instance:remove']);
    await buckets.ensure({ name: 'third', version: 'v1.0.0' }, { bucketName: 'third-files', files: [] });
  });

  it('lists by prefix in pages, stores, links and deletes, each audited', async () => {
    const { buckets, browse, database } = await start();
    await buckets.ensure(monitor, { ...declaration, files: [] });
    const at = (key: string) => ({ packageName: 'monitor', key });
    for (const key of ['logs/1', 'logs/2', 'logs/3', 'other']) {
      await browse.store(at(key), Readable.from([Buffer.from(key)]), key.length, session);
    }
    const page = async (after: string) =>
      (await browse.page({ packageName: 'monitor', prefix: 'logs/', after, most: 2 }, session)).map(({ key }) => key);
    expect(await page('')).toEqual(['logs/1', 'logs/2']);
    expect(await page('logs/2')).toEqual(['logs/3']);
    const link = await browse.link(at('other'), 60, session);
    expect(await (await fetch(link)).text()).toBe('other');
    expect((await fetch(link.replace(/Signature=../, 'Signature=00'))).status).toBe(403);
    await browse.remove(at('other'), session);
    await expect(browse.fetch(at('other'), session)).rejects.toMatchObject({ code: 'OBJECT_NOT_FOUND' });
    await expect(browse.link(at('logs/1'), 0, session)).rejects.toMatchObject({ code: 'OBJECT_LINK_LIFE' });
    await expect(browse.fetch(at(''), session)).rejects.toMatchObject({ code: 'OBJECT_KEY_INVALID' });
    const entries = await database.client.auditEntry.findMany({ orderBy: { id: 'asc' } });
    const deeds = entries.flatMap(({ detail }) => JSON.parse(detail ?? '{}').deed ?? []);
    expect(deeds).toEqual(['stored', 'stored', 'stored', 'stored', 'linked', 'deleted']);
  });

  it('streams content in and out over plain HTTP, under names that need escaping', async () => {
    const { buckets, browse } = await start();
    await buckets.ensure(monitor, { ...declaration, files: [] });
    const route = createObjectsRoute(browse);
    const server = http.createServer((request, response) => {
      route(request, response, session).catch((error: { status?: number; code?: string }) =>
        response.writeHead(error.status ?? 500).end(error.code),
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const key = 'logs/a b/中文.bin';
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const address = `${origin}/platform/buckets/monitor/objects/${encodeURIComponent(key)}`;
    const content = Buffer.alloc(3_000_000, 'wecube');
    expect((await fetch(address, { method: 'PUT', body: content })).status).toBe(200);
    const answer = await fetch(address);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect((await fetch(`${address}x`)).status).toBe(404);
    server.closeAllConnections();
    server.close();
  });

  it('lets nobody see or change a bucket without the right', async () => {
    const { browse } = await start();
    const nobody = { ...session, actions: [] };
    const target = { packageName: 'monitor', key: 'a' };
    const attempts = [
      browse.buckets(nobody),
      browse.page({ packageName: 'monitor', prefix: '', after: '', most: 1 }, nobody),
      browse.fetch(target, nobody),
      browse.store(target, Readable.from([]), 0, nobody),
      browse.remove(target, nobody),
      browse.link(target, 60, nobody),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(browse.fetch(target, session)).rejects.toMatchObject({ code: 'BUCKET_NOT_FOUND' });
  });
});
