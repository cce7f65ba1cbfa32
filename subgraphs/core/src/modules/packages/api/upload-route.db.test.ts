import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { sendJson } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aPackageZip, createPackagesBench, type PackagesBench, SESSION } from '../testing.ts';

const LIMIT = 8 * 1024 * 1024;
const NOTHING = { temporary: [], resumable: [], objects: [], packages: 0, claims: 0, auditEntries: 0 };
const HEAD =
  '--frame\r\ncontent-disposition: form-data; name="zip-file"; filename="p.zip"\r\ncontent-type: application/zip\r\n\r\n';
const TYPE = { 'content-type': 'multipart/form-data; boundary=frame' };

describeDatabases('core', (open) => {
  let bench: PackagesBench;
  let server: Server;
  let url: string;
  beforeEach(async () => {
    const database: CoreDatabase = await open();
    await database.client.package.deleteMany();
    await database.client.auditEntry.deleteMany();
    bench = await createPackagesBench(database, { limitBytes: LIMIT });
    const [route] = bench.packages.routes;
    server = createServer((incoming, response) => {
      route(incoming, response, SESSION).then(
        (known) => known || sendJson(response, 404, {}),
        () => response.headersSent || sendJson(response, 500, {}),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/platform/packages`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await bench[Symbol.asyncDispose]();
  });

  /** Sends the body as it comes, without a length, and reads the answer while it is still sending. */
  function send(
    body: Readable,
    headers: Record<string, string | number> = {},
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method: 'POST', headers: { ...TYPE, ...headers } }, (incoming) => {
        incoming.toArray().then((chunks) => {
          body.destroy();
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        }, reject);
      });
      outgoing.on('error', reject);
      body.on('error', () => {});
      body.pipe(outgoing);
    });
  }

  async function* endless(): AsyncGenerator<string | Buffer> {
    yield HEAD;
    for (;;) yield Buffer.alloc(256 * 1024);
  }

  it('leaves other paths and methods alone', async () => {
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/other`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('answers while the file is still being sent once it is too large, and keeps nothing', async () => {
    const { status, text } = await send(Readable.from(endless()));
    expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 400, problems: [{ code: 'PACKAGE_TOO_LARGE' }] });
    expect(await bench.remains()).toEqual(NOTHING);
  });

  it('does not even read a body that announces too much', async () => {
    const { status, text } = await send(Readable.from(endless()), { 'content-length': 50 * LIMIT });
    expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 400, problems: [{ code: 'PACKAGE_TOO_LARGE' }] });
  });

  it('keeps nothing of a connection that is cut', async () => {
    const outgoing = request(url, { method: 'POST', headers: TYPE });
    outgoing.on('error', () => {});
    outgoing.write(HEAD);
    outgoing.write(aPackageZip().subarray(0, 200));
    await vi.waitFor(async () => expect((await bench.remains()).temporary).toHaveLength(1));
    outgoing.destroy();
    await vi.waitFor(async () => expect(await bench.remains()).toEqual(NOTHING));
  });

  it('refuses a body that ends before its frame does', async () => {
    const { status, text } = await send(Readable.from([HEAD, aPackageZip()]));
    expect({ status, ...JSON.parse(text) }).toMatchObject({
      status: 400,
      problems: [{ code: 'PACKAGE_UPLOAD_INTERRUPTED' }],
    });
    expect(await bench.remains()).toEqual(NOTHING);
  });

  it('takes a file that comes in small pieces, slowly', async () => {
    const zip = aPackageZip();
    const pieces = async function* () {
      yield HEAD;
      for (let at = 0; at < zip.length; at += 64) {
        yield zip.subarray(at, at + 64);
        await pause(2);
      }
      yield '\r\n--frame--\r\n';
    };
    expect(await send(Readable.from(pieces()))).toMatchObject({ status: 200 });
    expect(await bench.remains()).toMatchObject({ temporary: [], packages: 1 });
  });
});
