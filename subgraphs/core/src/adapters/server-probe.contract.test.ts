import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTestMariaDb } from '@wecube/prisma/testing';
import mariadb from 'mariadb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Credentials, ServerDescription } from '../modules/resources/index.ts';
import { openProxyServer } from './open-servers.ts';
import { startSwift, type TestSwift } from './s3/swift-testing.ts';
import { createServerProbe } from './server-probe.ts';
import { startSquid, type TestSquid } from './squid/testing.ts';
import { startSsh, type TestSsh } from './ssh/testing.ts';

let swift: TestSwift;
let squid: TestSquid;
let ssh: TestSsh;
let folder: string;
beforeAll(async () => {
  [swift, squid, ssh] = await Promise.all([startSwift(), startSquid([]), startSsh()]);
  folder = await mkdtemp(join(tmpdir(), 'wecube-far-'));
}, 120_000);
afterAll(async () => {
  for (const one of [swift, squid, ssh]) await one?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const aServer = (changes: Partial<ServerDescription>): ServerDescription => ({
  ...{ kind: 'MYSQL', name: 'one', address: '', endpoint: '', pinned: null, labels: [], capacity: {}, options: {} },
  ...changes,
});
async function look(server: ServerDescription, credentials: Credentials): Promise<string> {
  const check = await createServerProbe().check({ ...server, id: null }, credentials);
  return check.available ? `available ${check.version ?? ''}`.trim() : (check.said?.code ?? check.reason);
}

it('tells of MariaDB: its version, a wrong password, an account without rights, nobody there', async () => {
  const { hostname, port, username, password } = new URL(await ensureTestMariaDb());
  const administrator = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  const server = aServer({ endpoint: `mysql://${hostname}:${port}` });
  expect(await look(server, administrator)).toMatch(/^available 10\.\d+/);
  expect(await look(server, { ...administrator, password: 'wrong' })).toBe('SERVER_LOGIN_REFUSED');
  const connection = await mariadb.createConnection({ host: hostname, port: Number(port), ...administrator });
  await connection.query("CREATE OR REPLACE USER 'wecube_poor'@'%' IDENTIFIED BY 'poor'");
  expect(await look(server, { user: 'wecube_poor', password: 'poor' })).toBe('SERVER_RIGHTS_MISSING');
  await connection.query("DROP USER 'wecube_poor'@'%'");
  await connection.end();
  expect(await look(aServer({ endpoint: 'mysql://127.0.0.1:1' }), administrator)).toBe('SERVER_REFUSED');
  expect(await look(aServer({ endpoint: 'mysql://no-such-host.invalid' }), administrator)).toBe('SERVER_NAME_UNKNOWN');
});

it('tells of an S3 server: that it can be used, wrong keys, nobody there', async () => {
  const server = aServer({ kind: 'S3', endpoint: swift.url });
  const { accessKey, secretKey } = swift;
  expect(await look(server, { accessKey, secretKey })).toBe('available');
  expect(await look(server, { accessKey, secretKey: 'wrong' })).toBe('SERVER_LOGIN_REFUSED');
  expect(await look({ ...server, endpoint: 'http://127.0.0.1:1' }, { accessKey, secretKey })).toBe('SERVER_REFUSED');
});

it('tells of a Squid: its version, something else in its place, a folder of its machine that cannot be written', async () => {
  const options = { folder, control: `ssh://root@127.0.0.1:${ssh.port}` };
  const server = aServer({ kind: 'SQUID', endpoint: squid.url, options, pinned: ssh.fingerprint });
  const { privateKey } = ssh;
  expect(await look(server, { privateKey })).toMatch(/^available \d+\.\d+/);
  expect(await look({ ...server, endpoint: swift.url }, { privateKey })).toBe('SERVER_NOT_THAT');
  expect(await look({ ...server, options: { ...options, folder: '/nowhere' } }, { privateKey })).toBe(
    'SERVER_FOLDER_FORBIDDEN',
  );
  expect(await look(server, { privateKey: ssh.strangersKey })).toBe('SERVER_LOGIN_REFUSED');
  expect(await look({ ...server, pinned: `SHA256:${'A'.repeat(43)}` }, { privateKey })).toBe(
    'SERVER_HOST_KEY_NOT_PINNED',
  );
});

it('writes the list of a Squid on another machine, whatever its folder is called', async () => {
  const strange = join(folder, `it's "far" $away`);
  await mkdir(strange);
  const options = { folder: strange, control: `ssh://root@127.0.0.1:${ssh.port}`, reload: ['true'] };
  const server = aServer({ kind: 'SQUID', endpoint: squid.url, options, pinned: ssh.hostKey });
  const proxy = openProxyServer(server, { privateKey: ssh.privateKey });
  await proxy.apply([{ packageName: 'sample', password: 'secret', domains: ['listed.test'] }]);
  expect(await readFile(join(strange, 'packages.conf'), 'utf8')).toContain('dstdomain listed.test');
  expect(await readFile(join(strange, 'passwords'), 'utf8')).toMatch(/^sample:\$apr1\$/);
  const broken = openProxyServer({ ...server, options: { ...options, reload: ['false'] } }, ssh);
  await expect(broken.apply([])).rejects.toMatchObject({ code: 'PROXY_NOT_RELOADED' });
});
