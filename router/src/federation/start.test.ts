import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, until } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

let auth: TestAuth;
let folder: string;

beforeEach(async () => {
  auth = await startTestAuth();
  folder = await mkdtemp(join(tmpdir(), 'router-start-'));
});
afterEach(async () => {
  await auth[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const settings = (url: string) => ({
  WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
  WECUBE_DATA_DIR: folder,
  WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [url] }),
});

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('becomes ready when its subgraphs and auth appear', async () => {
  const port = await freePort();
  const jwksPort = await freePort();
  await using router = await startTestRouter({
    ...settings(`http://127.0.0.1:${port}/graphql`),
    WECUBE_AUTH_JWKS_URL: `http://127.0.0.1:${jwksPort}/jwks`,
  });
  const early = await fetch(`${router.url}/ready`);
  expect(early.status).toBe(503);
  expect(await early.json()).toMatchObject({
    ready: false,
    waitingFor: ['subgraph people', 'keys of the auth service'],
  });
  expect((await fetch(`${router.url}/health`)).status).toBe(200);
  const refused = await router.ask('{ people { name } }', await auth.token());
  expect([refused.status, refused.errors?.[0]?.extensions]).toMatchObject([
    503,
    { code: 'AUTH_UNAVAILABLE', retryable: true },
  ]);

  await using _subgraph = await startTestSubgraph({ ...people(), port });
  await using lateAuth = await startTestAuth(jwksPort);
  await router.ready();
  expect((await router.ask('{ people { name } }', await lateAuth.token())).data?.['people']).toHaveLength(2);
});

it('starts with the last good graph while its subgraphs are down', async () => {
  const subgraph = await startTestSubgraph(people());
  const registered = { sdl: `${FEDERATION} type Query { extra: String }`, instances: [{ url: subgraph.url }] };
  {
    await using first = await startTestRouter(settings(subgraph.url));
    await first.ready();
    expect((await first.internal('PUT', '/subgraphs/extra', registered)).status).toBe(200);
  }
  await subgraph[Symbol.asyncDispose]();
  await using second = await startTestRouter(settings(subgraph.url));
  expect((await fetch(`${second.url}/ready`)).status).toBe(200);
  const token = await auth.token();
  const { data } = await second.ask('{ __type(name: "Query") { fields { name } } supergraph { version } }', token);
  expect(JSON.stringify(data)).toMatch(/"people".*"extra"|"extra".*"people"/);
  const { errors } = await second.ask('{ people { name } }', token);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true, service: 'people' });

  await using _back = await startTestSubgraph({ ...people(), port: subgraph.port });
  await until(async () => (await second.ask('{ people { name } }', token)).errors === undefined);
});

it('starts with its own fields when the stored graph cannot be read, and drops subgraphs no longer configured', async () => {
  await using subgraph = await startTestSubgraph(people());
  {
    await using first = await startTestRouter(settings(subgraph.url));
    await first.ready();
  }
  const stored = join(folder, 'graph.json');
  expect(await readFile(stored, 'utf8')).toContain('people');
  const token = await auth.token();
  {
    await using without = await startTestRouter({ ...settings(subgraph.url), WECUBE_SUBGRAPHS: '[]' });
    expect((await without.ask('{ people { name } }', token)).status).toBe(400);
    expect((await without.ask('{ supergraph { error } }', token)).data).toEqual({ supergraph: { error: null } });
  }
  await writeFile(stored, 'not a graph');
  await using again = await startTestRouter(settings(subgraph.url));
  expect((await again.ask('{ supergraph { version } }', token)).errors).toBeUndefined();
  await again.ready();
});

it('says in one line that its port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  await expect(
    startTestRouter({ ...settings('http://127.0.0.1:1'), WECUBE_ROUTER_PORT: String(port) }),
  ).rejects.toThrow(/^The router cannot listen on 127\.0\.0\.1:\d+: the port is taken/);
  taken.close();
});

it('says in one line that its data folder cannot be written', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const start = startTestRouter({ ...settings('http://127.0.0.1:1'), WECUBE_DATA_DIR: join(file, 'router') });
  await expect(start).rejects.toThrow(/^The data folder ".*" cannot be written \(ENOTDIR\)\.$/);
});

it('lists every fault of its environment at once', async () => {
  const start = startTestRouter({
    WECUBE_AUTH_JWKS_URL: 'no url',
    WECUBE_INTERNAL_KEY: 'short',
    WECUBE_SUBGRAPHS: '{',
  });
  await expect(start).rejects.toThrow(/WECUBE_INTERNAL_KEY[\s\S]*WECUBE_SUBGRAPHS[\s\S]*WECUBE_AUTH_JWKS_URL/);
});
