import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RuntimeDeclaration } from '../domain/runtime.ts';
import { expectsEncryption, protectSecrets } from './protect-secrets.ts';
import { dropSecretFiles, writeSecretFiles } from './secret-files.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wecube-protect-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

it('encrypts the password and the signing key so that the key file in the mount opens them', async () => {
  const values = new Map([
    ['DB_PWD', 'p~ss'],
    ['JWT_SIGNING_KEY', 'x'.repeat(88)],
    ['SUB_SYSTEM_KEY', 'as it is'],
    ['DB_USER', 'own'],
  ]);
  const [first, second] = await Promise.all([protectSecrets(values, dataDir), protectSecrets(values, dataDir)]);
  const pem = await readFile(join(dataDir, 'mounts/certs/rsa_key'), 'utf8');
  expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const key = { key: createPrivateKey(pem), padding: constants.RSA_NO_PADDING };
  // Node opens PKCS#1 v1.5 no more, so its frame (0, 2, random bytes, 0, text) is taken off here.
  const open = (text = '') => {
    const block = privateDecrypt(key, Buffer.from(text.slice('RSA@'.length), 'base64'));
    expect([...block.subarray(0, 2)]).toEqual([0, 2]);
    return block.subarray(block.indexOf(0, 2) + 1).toString();
  };
  for (const seen of [first, second]) {
    expect(seen?.get('DB_PWD')).toMatch(/^RSA@[A-Za-z0-9+/]+=*$/);
    expect(open(seen?.get('DB_PWD'))).toBe('p~ss');
    expect(open(seen?.get('JWT_SIGNING_KEY'))).toBe('x'.repeat(88));
    expect(seen?.get('SUB_SYSTEM_KEY')).toBe('as it is');
    expect(seen?.get('DB_USER')).toBe('own');
  }
  expect((await stat(join(dataDir, 'mounts/certs/rsa_key'))).mode & 0o777).toBe(0o600);
});

it('leaves empty values and what a person encrypted as they are', async () => {
  const values = new Map([
    ['DB_PWD', ''],
    ['JWT_SIGNING_KEY', 'RSA@abc'],
  ]);
  expect(await protectSecrets(values, dataDir)).toEqual(values);
});

it('knows a plugin that can decrypt by its mount', () => {
  const mounting = (...volumeBindings: string[]) =>
    expectsEncryption({ volumeBindings } as never as RuntimeDeclaration);
  expect(mounting('/etc/localtime:/etc/localtime', '{{BASE_MOUNT_PATH}}/certs:/data/certs')).toBe(true);
  expect(mounting('{{BASE_MOUNT_PATH}}/own/certs:/certs', '{{BASE_MOUNT_PATH}}/certs2:/x')).toBe(false);
  expect(mounting()).toBe(false);
});

it('keeps secret files for their owner only, anew at every launch, and takes them away', async () => {
  const where = { dataDir, instanceId: 'inst_1' };
  const write = (content: string) => writeSecretFiles({ secretFiles: [{ path: '/run/db', content }] }, where);
  await write('old');
  const [mount] = await write('new');
  expect(mount).toMatchObject({ containerPath: '/run/db', readOnly: true });
  expect(await readFile(mount?.hostPath ?? '', 'utf8')).toBe('new');
  expect((await stat(mount?.hostPath ?? '')).mode & 0o777).toBe(0o400);
  await dropSecretFiles(where);
  await dropSecretFiles(where);
  await expect(stat(mount?.hostPath ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
});
