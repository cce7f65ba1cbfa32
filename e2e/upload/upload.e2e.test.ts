import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { issueServiceToken } from '@wecube/auth';
import { zipOf } from '@wecube/core/testing/zip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';

const MIB = 1024 * 1024;
const UPLOAD = `query ($id: ID!) { packageUpload(id: $id) { status doneBytes packageId problems { code } } }`;
type Seen = { packageUpload: { status: string; packageId: string | null; problems: { code: string }[] } };

/** A large package survives a kill -9 of the platform while it is received, and another while it is unpacked. */
describe('a resumable upload', () => {
  const platform = new Platform({ arguments: ['--empty'] });
  const zip = largeZip(192);
  let token: string;
  let api: ApiClient;
  let location: string;

  beforeAll(async () => {
    await platform.up();
    const { internalKey } = JSON.parse(readFileSync(join(platform.data, 'secrets.json'), 'utf8')) as {
      internalKey: string;
    };
    const wanted = { name: 'uploader', actions: ['package:upload', 'package:read'] as const, lifeMs: 3_600_000 };
    token = await issueServiceToken(`file:${join(platform.data, 'database', 'auth.db')}`, internalKey, wanted);
    api = new ApiClient(platform.address, token);
  });
  afterAll(() => platform[Symbol.asyncDispose]());

  it('keeps what had arrived when the platform is killed', async () => {
    location = (await send('POST', '/platform/packages/uploads', { 'upload-length': zip.length })).headers.get(
      'location',
    ) as string;
    const sending = patch(0, zip.subarray(0, zip.length - MIB)).catch(() => null);
    while ((await status()) === 'RECEIVING' && (await arrived()) < 8 * MIB) await pause(20);
    platform.killAll();
    await sending;
    await platform.up();
    expect(await arrived()).toBeGreaterThan(0);
    expect(await status()).toBe('RECEIVING');
  });

  it('goes on there, and is unpacked by the next life when the platform is killed again', async () => {
    const at = await arrived();
    expect((await patch(at, zip.subarray(at))).status).toBe(204);
    platform.killAll();
    await platform.up();
    while (['RECEIVING', 'CHECKING', 'UNPACKING'].includes(await status())) await pause(200);
    const { packageUpload } = await api.query<Seen>(UPLOAD, { id: id() });
    expect(packageUpload).toMatchObject({ status: 'STORED', problems: [] });
    const { packages } = await api.query<{ packages: { totalCount: number } }>('{ packages { totalCount } }');
    expect(packages.totalCount).toBe(1);
    expect(await arrived()).toBe(zip.length);
  });

  const id = () => location.split('/').pop() as string;
  const status = async () => (await api.query<Seen>(UPLOAD, { id: id() })).packageUpload.status;
  const arrived = async () => Number((await send('HEAD', location)).headers.get('upload-offset'));
  const patch = (offset: number, bytes: Uint8Array<ArrayBuffer>) =>
    send('PATCH', location, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' }, bytes);

  function send(
    method: string,
    path: string,
    headers: Record<string, string | number> = {},
    body: Uint8Array<ArrayBuffer> | null = null,
  ): Promise<Response> {
    const all = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers };
    const texts = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
    return fetch(platform.address + path, { method, headers: texts, body });
  }
});

function largeZip(mebibytes: number): Uint8Array<ArrayBuffer> {
  const manifest = `<package name="large" version="v1.0.0">
  <resourceDependencies><process start="node server.mjs"/></resourceDependencies>
</package>`;
  const files = [
    { name: 'register.xml', content: manifest },
    { name: 'payload', content: randomBytes(mebibytes * MIB) },
  ];
  return new Uint8Array(zipOf(files));
}
