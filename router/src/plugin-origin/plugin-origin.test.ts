import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readRouterEnv, type Service, startRouter } from '../index.ts';
import { startPlainServer } from '../testing/plain-server.ts';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { subgraphSetting, until } from '../testing/test-router.ts';
import { INTERNAL_KEY, startTestSubgraph } from '../testing/test-subgraph.ts';

type Plain = Awaited<ReturnType<typeof startPlainServer>>;

let auth: TestAuth;
let core: RunningServer;
let authService: RunningServer;
let plugin: Plain;
let coreFiles: Plain;
let router: Service;
let folder: string;
let pages: string;
let liveSessions: Set<string>;
let menuOf: string[];
let onPlugin: (request: IncomingMessage, response: ServerResponse) => void;

const echo = ({ url, method, headers }: IncomingMessage, response: ServerResponse) =>
  response.setHeader('set-cookie', 'evil=1; path=/').end(JSON.stringify({ url, method, headers }));

beforeAll(async () => {
  auth = await startTestAuth();
  plugin = await startPlainServer((incoming, response) => onPlugin(incoming, response));
  coreFiles = await startPlainServer(echo);
  core = await startTestSubgraph({
    name: 'core',
    sdl: `type Query {
        menus: [MenuItem!]!
        pluginRegistry: [RegistryPackage!]! @federation__inaccessible
        pluginUserToken(packageName: String!, userName: String!, roles: [String!]!): String @federation__inaccessible
        pluginCaller(token: String!): String @federation__inaccessible
      }
      type MenuItem { code: String! category: String! path: String! packageName: String active: Boolean! label: Label! }
      type Label { en: String! zh: String! }
      type RegistryPackage @federation__inaccessible { name: String! targets: [RegistryTarget!]! }
      type RegistryTarget @federation__inaccessible { baseUrl: String! healthy: Boolean! }`,
    resolvers: {
      Query: {
        menus: () =>
          menuOf.map((packageName) => ({
            ...{ code: packageName, category: 'ADMIN', path: `/${packageName}`, packageName, active: true },
            label: { en: packageName, zh: packageName },
          })),
        pluginRegistry: () =>
          ['estate', 'other'].map((name) => ({ name, targets: [{ baseUrl: plugin.url, healthy: true }] })),
        pluginUserToken: (_source: never, { packageName, userName, roles }: Record<string, string>) =>
          `${packageName} token of ${userName} with ${roles}`,
        pluginCaller: () => null,
      },
    },
  });
  authService = await startTestSubgraph({
    name: 'auth',
    sdl: 'type Query { sessionIsLive(id: ID!): Boolean! @federation__inaccessible auth: String }',
    resolvers: { Query: { sessionIsLive: (_source: never, { id }: { id: string }) => liveSessions.has(id) } },
  });
  folder = await mkdtemp(join(tmpdir(), 'router-pages-'));
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({ script: 'frame-1.js', style: 'frame-1.css', files: ['frame-1.js'] }),
  );
  await writeFile(join(folder, 'frame-1.js'), 'console.log(1)');
  router = await startRouter({
    env: readRouterEnv({
      ...{ WECUBE_ROUTER_PORT: '0', WECUBE_PLUGIN_ORIGIN_PORT: '0', WECUBE_INTERNAL_KEY: INTERNAL_KEY },
      ...{ WECUBE_DATA_DIR: folder, WECUBE_LOG_LEVEL: 'silent', WECUBE_DRAIN_MS: '2000' },
      ...{ WECUBE_AUTH_JWKS_URL: auth.jwksUrl, WECUBE_CORE_HTTP_URL: coreFiles.url },
      WECUBE_SUBGRAPHS: subgraphSetting({ name: 'core', urls: [core.url] }, { name: 'auth', urls: [authService.url] }),
      ...{ WECUBE_PLUGIN_FRAME_DIR: folder, WECUBE_PLUGIN_CONNECT: 'wss://terminal.example:9002' },
    }),
  });
  pages = router.pluginUrl ?? '';
  await until(async () => (await fetch(`${router.url}/ready`)).status === 200);
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  for (const server of [core, authService, plugin, coreFiles, auth]) await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  onPlugin = echo;
  menuOf = ['estate'];
  liveSessions = new Set(['ses_1']);
});

const person = (claims = {}) => auth.token(['menu:read'], { sid: 'ses_1', ...claims });

async function codeOf(response: Response): Promise<string> {
  const body = (await response.json()) as { errors?: { extensions: { code: string } }[]; code?: number };
  return `${response.status} ${body.errors?.[0]?.extensions.code ?? body.code}`;
}

async function askToken(packageName: string, headers: Record<string, string>) {
  return fetch(`${router.url}/plugins/${packageName}/token`, { method: 'POST', headers });
}

async function pageToken(sid = 'ses_1'): Promise<string> {
  liveSessions.add(sid);
  const response = await askToken('estate', { authorization: `Bearer ${await person({ sid })}` });
  return ((await response.json()) as { token: string }).token;
}

const asPage = async (path: string, init: { method?: string; headers?: Record<string, string> } = {}, token?: string) =>
  fetch(pages + path, {
    ...init,
    headers: { authorization: `Bearer ${token ?? (await pageToken())}`, ...init.headers },
  });

describe('a token for a page', () => {
  it('is given to the portal, for who has the package in the menu, and says where the page is', async () => {
    const cookie = `wecube_access=${await person()}`;
    const response = await askToken('estate', { cookie, origin: router.url });
    const { expiresInMs, ...answer } = (await response.json()) as Record<string, never>;
    expect(answer).toEqual({ token: expect.any(String), user: 'ada', origin: pages });
    expect(expiresInMs).toBeGreaterThan(200_000);
    expect(expiresInMs).toBeLessThanOrEqual(300_000);
  });

  it('lives no longer than the session that asked for it', async () => {
    const exp = Math.floor(Date.now() / 1000) + 30;
    const response = await askToken('estate', { authorization: `Bearer ${await person({ exp })}` });
    expect(((await response.json()) as { expiresInMs: number }).expiresInMs).toBeLessThanOrEqual(30_000);
  });

  it('is refused to everybody else', async () => {
    const cookie = `wecube_access=${await person()}`;
    const refused: [string, Record<string, string>, string][] = [
      ['403 ORIGIN_NOT_ALLOWED', { cookie, origin: pages }, 'estate'],
      ['403 ORIGIN_NOT_ALLOWED', { cookie }, 'estate'],
      ['401 UNAUTHENTICATED', {}, 'estate'],
      ['403 FORBIDDEN', { authorization: `Bearer ${await person()}` }, 'other'],
      ['403 FORBIDDEN', { authorization: `Bearer ${await auth.token(['menu:read'])}` }, 'estate'],
      ['403 FORBIDDEN', { authorization: `Bearer ${await person({ pwd: true })}` }, 'estate'],
      ['401 UNAUTHENTICATED', { authorization: `Bearer ${await person({ sid: 'ses_ended' })}` }, 'estate'],
      ['401 UNAUTHENTICATED', { authorization: `Bearer ${await pageToken()}` }, 'estate'],
      ['404 NOT_FOUND', { authorization: `Bearer ${await person()}` }, '..%2fx'],
    ];
    for (const [code, headers, name] of refused) expect(await codeOf(await askToken(name, headers))).toBe(code);
    expect((await fetch(`${router.url}/plugins/estate/token`)).status).toBe(405);
  });

  it('opens nothing on the address of the portal', async () => {
    const headers = { authorization: `Bearer ${await pageToken()}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ menus { code } }' });
    expect((await fetch(`${router.url}/graphql`, { method: 'POST', headers, body })).status).toBe(401);
    for (const path of ['/estate/api', '/platform/v1/my-menus', '/platform/packages', '/auth/v1/roles'])
      expect([path, (await fetch(router.url + path, { headers })).status]).toEqual([path, 401]);
  });

  it('opens its own package, the protocol of the platform, and nothing else', async () => {
    const own = await asPage('/estate/api/v1/hosts?limit=1', { headers: { cookie: 'wecube_access=x' } });
    const { url, headers } = (await own.json()) as { url: string; headers: Record<string, string> };
    expect(url).toBe('/estate/api/v1/hosts?limit=1');
    expect(headers).toMatchObject({ authorization: 'Bearer estate token of ada with tester' });
    expect(headers['cookie']).toBeUndefined();
    expect(own.headers.get('set-cookie')).toBeNull();
    const menus = await asPage('/platform/v1/my-menus');
    expect(await menus.json()).toMatchObject({ status: 'OK', data: [{ code: 'estate', active: true }] });
    expect(await codeOf(await asPage('/other/api'))).toBe('403 FORBIDDEN');
    expect(await codeOf(await asPage('/platform/packages', { method: 'POST' }))).toBe('404 NOT_FOUND');
    expect((await asPage('/plugins/estate/token', { method: 'POST' })).status).toBe(405);
    for (const path of ['/graphql', '/internal/subgraphs', '/portal', '/metrics'])
      expect([path, (await asPage(path, { method: 'POST' })).status]).toEqual([path, 403]);
  });

  it('dies with its session', async () => {
    const token = await pageToken('ses_short');
    expect((await asPage('/estate/api', {}, token)).status).toBe(200);
    liveSessions.delete('ses_short');
    await until(async () => (await asPage('/estate/api', {}, token)).status === 401, 8_000);
    expect((await asPage('/platform/v1/my-menus', {}, token)).status).toBe(401);
  }, 15_000);
});

describe('the origin of plugin pages', () => {
  it('counts no cookie and no other token', async () => {
    const access = await person();
    const tried: Record<string, string>[] = [
      { cookie: `wecube_access=${access}` },
      { cookie: `wecube_access=${access}`, origin: pages },
      { authorization: `Bearer ${access}` },
      { authorization: 'Bearer nonsense' },
    ];
    for (const headers of tried)
      for (const path of ['/estate/api', '/platform/v1/my-menus'])
        expect([path, (await fetch(pages + path, { headers })).status]).toEqual([path, 401]);
  });

  it('serves the host page to the frame of the portal only', async () => {
    const page = await fetch(`${pages}/plugins/estate/`);
    const html = await page.text();
    expect(html).toContain(`data-package="estate" data-portal="${router.url}"`);
    expect(html).toContain('src="/plugins/assets/frame-1.js"');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain(`frame-ancestors 'self' ${router.url}`);
    expect(policy).toContain('sandbox allow-scripts allow-same-origin allow-forms');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' wss://terminal.example:9002;");
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await fetch(`${pages}/plugins/assets/frame-1.js`);
    expect([script.status, await script.text()]).toEqual([200, 'console.log(1)']);
    expect(script.headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/plugins/estate',
      '/plugins/"><script>/',
      '/plugins/assets/manifest.json',
      '/plugins/assets/',
      '/',
    ])
      expect([path, (await fetch(pages + path)).status]).toEqual([path, 404]);
  });

  it('passes the files of packages on without credentials, and gives them the policy of pages', async () => {
    const file = await asPage('/ui-resources/estate/v1/app.js', { headers: { cookie: 'wecube_access=x' } });
    const seen = (await file.json()) as { url: string; headers: Record<string, string> };
    expect(seen.url).toBe('/ui-resources/estate/v1/app.js');
    expect([seen.headers['cookie'], seen.headers['authorization']]).toEqual([undefined, undefined]);
    expect(file.headers.get('set-cookie')).toBeNull();
    expect(file.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(file.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const { hostname, port } = new URL(pages);
    const path = '/ui-resources/estate/%2e%2e/%2e%2e/health';
    const outside = await new Promise<IncomingMessage>((resolve) => request({ hostname, port, path }, resolve).end());
    expect(outside.resume().statusCode).toBe(400);
  });

  it('takes no WebSocket', async () => {
    const socket = new WebSocket(`${pages.replace('http', 'ws')}/estate/socket`);
    const end = await new Promise((resolve) => socket.once('error', resolve));
    expect(String(end)).toMatch(/404|socket hang up|ECONNRESET|Unexpected server response/);
  });
});
