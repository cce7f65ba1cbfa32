import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEXT_PASSWORD } from '../main-job/story.ts';
import { until } from '../router/support/until.ts';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';
import { NginxProcess } from './nginx-process.ts';

/** The shipped configuration of nginx, with a real nginx in front of the platform. */
describe('the platform behind nginx', () => {
  const platform = new Platform({ arguments: ['--empty'] });
  const nginx = new NginxProcess();
  const encrypted = new NginxProcess();

  beforeAll(async () => {
    await platform.up();
    const upstreams = { routers: [platform.port], portals: [platform.port], pages: [platform.pluginPort] };
    await nginx.start(upstreams);
    await encrypted.start(upstreams, { encrypted: true });
    await until('nginx answers', async () => (await fetch(`${nginx.address}/health`)).ok);
  });
  afterAll(async () => {
    await nginx[Symbol.asyncDispose]();
    await encrypted[Symbol.asyncDispose]();
    await platform[Symbol.asyncDispose]();
  });

  it('serves the portal and the API under one address', async () => {
    const portal = await fetch(nginx.address);
    expect([portal.status, portal.url.startsWith(`${nginx.address}/portal`)]).toEqual([200, true]);
    const api = new ApiClient(nginx.address);
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
    expect((await api.ask('{ packages { totalCount } }')).data).toEqual({ packages: { totalCount: 0 } });
  });

  it('passes subscriptions and uploads on', async () => {
    const api = new ApiClient(nginx.address);
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

  it('keeps what never changes of the portal', async () => {
    const page = await (await fetch(nginx.address)).text();
    const [asset] = /\/portal\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
    const answers = [await fetch(nginx.address + asset), await fetch(nginx.address + asset)];
    expect(answers.map(({ headers }) => headers.get('x-cache'))).toEqual(['MISS', 'HIT']);
    expect(answers[1]?.headers.get('cache-control')).toContain('immutable');
    expect(await answers[1]?.text()).toBe(await answers[0]?.text());
    expect((await fetch(nginx.address)).headers.get('x-cache')).toBeNull();
  });

  it('serves pages of plugins on an origin of their own, where no cookie passes', async () => {
    const page = await fetch(`${nginx.pages}/plugins/estate/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const asset = /"(\/plugins\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
    expect((await fetch(nginx.pages + asset)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${nginx.pages}/ui-resources/estate/v1.0.0/none.js`)).status).toBe(404);
    expect((await fetch(`${nginx.pages}/ui-resources/estate/v1.0.0/none.js`, { method: 'PUT' })).status).toBe(403);
    for (const path of ['/portal', '/graphql', '/internal/subgraphs', '/metrics'])
      expect((await fetch(nginx.pages + path)).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${nginx.address}/ui-resources/estate/v1.0.0/none.js`)).status).toBe(404);
    expect((await fetch(`${nginx.address}/plugins/estate/`)).status).toBe(404);
  });

  it('hides what services say to each other', async () => {
    for (const path of ['/internal/subgraphs', '/metrics']) {
      expect((await fetch(nginx.address + path)).status).toBe(404);
    }
  });

  it('refuses an operation that is larger than the router takes', async () => {
    const body = JSON.stringify({ query: `{ a }${' '.repeat(7_000_000)}` });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${nginx.address}/graphql`, { method: 'POST', headers, body })).status).toBe(413);
  });

  it('speaks TLS and sends everybody there', async () => {
    const plain = await fetch(`${encrypted.address}/portal`, { redirect: 'manual' });
    expect([plain.status, plain.headers.get('location')]).toEqual([308, 'https://127.0.0.1/portal']);
    const ca = readFileSync(join(encrypted.folder, 'tls', 'certificate.pem'));
    const answer = await askEncrypted(`https://127.0.0.1:${encrypted.tlsPort}/health`, ca);
    expect(answer).toEqual([200, 'max-age=63072000', true]);
  });
});

function askEncrypted(url: string, ca: Buffer): Promise<[number | undefined, string | undefined, boolean]> {
  return new Promise((resolve, reject) => {
    request(url, { ca }, (response) => {
      response.resume();
      const { authorized } = response.socket as unknown as { authorized: boolean };
      const hsts = response.headers['strict-transport-security'];
      resolve([response.statusCode, Array.isArray(hsts) ? hsts[0] : hsts, authorized]);
    })
      .on('error', reject)
      .end();
  });
}
