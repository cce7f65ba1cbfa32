import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NEXT_PASSWORD } from '../main-job/story.ts';
import { ApiClient } from '../support/client.ts';
import { freePort, Platform } from '../support/platform.ts';

const configuration = join(import.meta.dirname, '..', '..', 'docker', 'nginx', 'nginx.conf');

/** The shipped configuration of nginx, with a real nginx in front of the platform. */
describe('the platform behind nginx', () => {
  const platform = new Platform({ arguments: ['--empty'] });
  const folder = mkdtempSync(join(tmpdir(), 'wecube-nginx-'));
  let nginx: ChildProcess;
  let address: string;

  beforeAll(async () => {
    await platform.up();
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    nginx = startNginx(folder, port, platform.port);
    await vi.waitFor(async () => expect((await fetch(`${address}/health`)).status).toBe(200), { timeout: 10_000 });
  });
  afterAll(async () => {
    nginx?.kill('SIGTERM');
    await platform[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves the portal and the API under one address', async () => {
    const portal = await fetch(address);
    expect([portal.status, portal.url.startsWith(`${address}/portal`)]).toEqual([200, true]);
    const api = new ApiClient(address);
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
    expect((await api.ask('{ packages { totalCount } }')).data).toEqual({ packages: { totalCount: 0 } });
  });

  it('passes subscriptions and uploads on', async () => {
    const api = new ApiClient(address);
    await api.signIn('admin', NEXT_PASSWORD);
    const told = api.watch<{ packageChanged: { type: string } }>(
      'subscription { packageChanged { type } }',
      {},
      () => true,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const sample = join(import.meta.dirname, '..', '..', 'plugin-adapters', 'sample', 'build', 'estate-v1.0.0.zip');
    expect((await api.upload(sample)).status).toBe(200);
    expect((await told).map(({ packageChanged }) => packageChanged.type)).toEqual(['PACKAGE_UPLOADED']);
  });
});

function startNginx(folder: string, port: number, routerPort: number): ChildProcess {
  mkdirSync(join(folder, 'temp'));
  const text = readFileSync(configuration, 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('server router:8080', `server 127.0.0.1:${routerPort}`);
  writeFileSync(join(folder, 'nginx.conf'), text);
  const log = `daemon off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};`;
  return spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', log], { stdio: 'ignore' });
}
