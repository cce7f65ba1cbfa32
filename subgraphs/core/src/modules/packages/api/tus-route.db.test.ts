import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { type Session, sendJson } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeClaim } from '../data/upload-claims.ts';
import { aPackageZip, createPackagesBench, type PackagesBench, SESSION, zipOf } from '../testing.ts';

const LIMIT = 4 * 1024 * 1024;
const OWNER: Session = { kind: 'user', subject: 'usr_1', name: 'olga', roles: [], actions: ['package:upload'] };
const OTHER: Session = { ...OWNER, subject: 'usr_2', name: 'otto' };
const TUS = { 'tus-resumable': '1.0.0' };

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: PackagesBench;
  let server: Server;
  let origin: string;
  let session: Session;
  beforeEach(async () => {
    database = await open();
    for (const table of ['package', 'auditEntry', 'packageUploadClaim', 'packageUpload'] as const)
      await (database.client[table] as { deleteMany(): Promise<unknown> }).deleteMany();
    bench = await createPackagesBench(database, { limitBytes: LIMIT });
    session = OWNER;
    server = createServer((incoming, response) => {
      const [, route] = bench.packages.routes;
      route(incoming, response, session).then(
        (known) => known || sendJson(response, 404, {}),
        (error: { status?: number }) => response.headersSent || sendJson(response, error.status ?? 500, {}),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await bench[Symbol.asyncDispose]();
  });

  const begin = (size: number | string, name = 'sample.zip') =>
    fetch(`${origin}/platform/packages/uploads`, {
      method: 'POST',
      headers: {
        ...TUS,
        'upload-length': String(size),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      },
    });
  const given = async (size: number) => (await begin(size)).headers.get('location') as string;
  const send = (location: string, offset: number, bytes: Buffer) =>
    fetch(origin + location, {
      method: 'PATCH',
      headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes),
    });
  const offsetOf = async (location: string) =>
    Number((await fetch(origin + location, { method: 'HEAD', headers: TUS })).headers.get('upload-offset'));
  const idOf = (location: string) => location.split('/').pop() as string;
  const row = (location: string) => database.client.packageUpload.findUnique({ where: { id: idOf(location) } });
  const until = (location: string, status: string) =>
    vi.waitFor(async () => expect(await row(location)).toMatchObject({ status }), { timeout: 15_000 });

  it('takes a zip in pieces, tells how far it is, and makes a package of it', async () => {
    const events = bench.pubSub.subscribe<{ subject: string }>('packageUploadChanged');
    const heard = events.next();
    const zip = aPackageZip();
    const location = await given(zip.length);
    expect(location).toMatch(/^\/platform\/packages\/uploads\/upl_/);
    expect((await heard).value).toMatchObject({ subject: idOf(location) });
    expect(await row(location)).toMatchObject({ status: 'RECEIVING', fileName: 'sample.zip', ownerName: 'olga' });
    expect((await send(location, 0, zip.subarray(0, 100))).status).toBe(204);
    expect(await offsetOf(location)).toBe(100);
    expect((await send(location, 50, zip.subarray(50))).status).toBe(409);
    expect((await send(location, 100, zip.subarray(100))).status).toBe(204);
    await until(location, 'STORED');
    const stored = await row(location);
    const pack = await bench.packages.findPackage(stored?.packageId ?? '');
    expect(pack).toMatchObject({ name: 'sample', status: 'UPLOADED', uploadedBy: 'olga', sizeBytes: zip.length });
    expect(pack?.digest).toMatch(/^[0-9a-f]{64}$/);
    await vi.waitFor(async () => expect((await bench.remains()).resumable).toEqual([]), { timeout: 15_000 });
    expect(await bench.remains()).toMatchObject({ packages: 1, claims: 0, auditEntries: 1 });
    expect(await offsetOf(location)).toBe(zip.length);
  });

  it('goes on after a cut connection with what had arrived', async () => {
    const zip = aPackageZip({ entries: [{ name: 'big', content: Buffer.alloc(2 * 1024 * 1024, 7) }] });
    const location = await given(zip.length);
    const half = zip.length / 2;
    const cut = request(origin + location, {
      method: 'PATCH',
      headers: {
        ...TUS,
        'upload-offset': 0,
        'content-type': 'application/offset+octet-stream',
        'content-length': zip.length,
      },
    });
    cut.on('error', () => {});
    Readable.from([zip.subarray(0, half)]).pipe(cut, { end: false });
    await vi.waitFor(async () => expect((await bench.resumableSize(idOf(location))) ?? 0).toBeGreaterThan(100_000));
    cut.destroy();
    let offset = 0;
    await vi.waitFor(async () => {
      offset = await offsetOf(location);
      expect((await send(location, offset, zip.subarray(offset))).status).toBe(204);
    });
    expect(offset).toBeGreaterThan(0);
    await until(location, 'STORED');
    const file = await bench.packages.files.open({ name: 'sample', version: 'v1.0.0' }, 'big');
    expect(Buffer.concat(await file.toArray()).every((byte) => byte === 7)).toBe(true);
  });

  it.each([
    ['that is no zip', () => Buffer.from('no zip at all, only words'), 'PACKAGE_NOT_A_ZIP'],
    ['that leads out', () => zipOf([{ name: '../evil', content: 'x' }]), 'PACKAGE_ENTRY_UNSAFE'],
    [
      'that expands too far',
      () => zipOf([{ name: 'bomb', content: Buffer.alloc(LIMIT + 1), deflated: true }]),
      'PACKAGE_EXPANDS_TOO_LARGE',
    ],
    ['of no bytes', () => Buffer.alloc(0), 'PACKAGE_NOT_A_ZIP'],
  ])('refuses a file %s, says why, and keeps nothing of it', async (_what, bytes, code) => {
    const location = await given(bytes().length);
    if (bytes().length > 0) await send(location, 0, bytes());
    await until(location, 'REFUSED');
    expect(JSON.parse((await row(location))?.problems ?? '')).toMatchObject([{ code }]);
    await vi.waitFor(async () => expect((await bench.remains()).resumable).toEqual([]), { timeout: 15_000 });
    expect(await bench.remains()).toMatchObject({ objects: [], packages: 0, claims: 0, auditEntries: 0 });
  });

  it('refuses what is too large or has no length before a byte is sent', async () => {
    const large = await begin(LIMIT + 1);
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ problems: [{ code: 'PACKAGE_TOO_LARGE' }] });
    expect((await begin('many')).status).toBe(400);
    const deferred = await fetch(`${origin}/platform/packages/uploads`, {
      method: 'POST',
      headers: { ...TUS, 'upload-defer-length': '1' },
    });
    expect(await deferred.json()).toMatchObject({ problems: [{ code: 'PACKAGE_LENGTH_MISSING' }] });
    expect(await database.client.packageUpload.count()).toBe(0);
  });

  it('shows an upload to nobody but its owner, and its bytes to nobody', async () => {
    const location = await given(10);
    session = OTHER;
    for (const method of ['HEAD', 'PATCH', 'DELETE'])
      expect((await fetch(origin + location, { method, headers: TUS })).status).toBe(404);
    session = { ...OWNER, actions: ['package:read'] };
    expect((await fetch(origin + location, { method: 'HEAD', headers: TUS })).status).toBe(403);
    session = OWNER;
    expect((await fetch(origin + location)).status).toBe(404);
    expect(await row(location)).toMatchObject({ status: 'RECEIVING' });
  });

  it('is stopped by its owner while bytes are missing, and not after', async () => {
    const zip = aPackageZip();
    const stopped = await given(zip.length);
    await send(stopped, 0, zip.subarray(0, 10));
    expect((await fetch(origin + stopped, { method: 'DELETE', headers: TUS })).status).toBe(204);
    expect(await row(stopped)).toBeNull();
    expect((await bench.remains()).resumable).toEqual([]);
    const whole = await given(zip.length);
    await send(whole, 0, zip);
    await until(whole, 'STORED');
    const late = await fetch(origin + whole, { method: 'DELETE', headers: TUS });
    expect(await late.json()).toMatchObject({ problems: [{ code: 'PACKAGE_UPLOAD_IN_WORK' }] });
  });

  it.each(['RECEIVING', 'CHECKING', 'UNPACKING'])(
    'is unpacked by the next life of a core killed while %s',
    async (status) => {
      const zip = aPackageZip();
      const location = await given(zip.length + 1);
      await send(location, 0, zip);
      const id = idOf(location);
      await database.client.packageUpload.update({ where: { id }, data: { status, sizeBytes: zip.length } });
      const address = { name: 'sample', version: 'v1.0.0' };
      const later = new Date(Date.now() + 60_000);
      await takeClaim(database, { ...address, uploadId: id, expiresAt: later }, new Date());
      await bench.packages.files.put(address, 'half', Readable.from(['x']), 1);
      await bench.packages.start();
      await until(location, 'STORED');
      expect(await bench.remains()).toMatchObject({
        ...{ packages: 1, claims: 0, auditEntries: 1 },
        objects: ['sample/v1.0.0/register.xml', 'sample/v1.0.0/server.mjs'],
      });
    },
  );

  it('gives up what nobody went on with for a day, and nothing younger', async () => {
    const [old, young] = [await given(100), await given(100)];
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    await database.client.packageUpload.update({ where: { id: idOf(old) }, data: { changedAt: longAgo } });
    await bench.packages.start();
    expect(await row(old)).toBeNull();
    expect(await row(young)).toMatchObject({ status: 'RECEIVING' });
    expect((await bench.remains()).resumable).toEqual([idOf(young), `${idOf(young)}.json`]);
  });

  it('takes the second of two uploads of one version for what it is', async () => {
    await bench.packages.uploadPackage(Readable.from([aPackageZip()]), SESSION);
    const zip = aPackageZip();
    const location = await given(zip.length);
    await send(location, 0, zip);
    await until(location, 'REFUSED');
    expect(JSON.parse((await row(location))?.problems ?? '')).toMatchObject([{ code: 'PACKAGE_EXISTS' }]);
    expect(await bench.remains()).toMatchObject({ packages: 1 });
  });
});
