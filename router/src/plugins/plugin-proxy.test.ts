import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { heldByKernel } from '../testing/kernel-buffers.ts';
import { startPlainServer } from '../testing/plain-server.ts';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { startTestSubgraph } from '../testing/test-subgraph.ts';

const MB = 1024 * 1024;
const CHUNK = randomBytes(MB);
/** What sockets and streams on the way may hold; more than that is sent. */
const IN_BUFFERS = heldByKernel();
const CHUNKS = Math.ceil(IN_BUFFERS / MB) + 48;
const NOWHERE = 'http://127.0.0.1:1';

type Plugin = Awaited<ReturnType<typeof startPlainServer>>;

let auth: TestAuth;
let core: RunningServer;
let authService: RunningServer;
let plugin: Plugin;
let router: TestRouter;
let addresses: string[];
let onPlugin: (request: IncomingMessage, response: ServerResponse) => void;
let tokensMade = 0;
let callersAsked = 0;

beforeAll(async () => {
  auth = await startTestAuth();
  plugin = await startPlainServer((incoming, response) => onPlugin(incoming, response));
  core = await startTestSubgraph({
    name: 'core',
    sdl: `type Query {
        pluginRegistry: [RegistryPackage!]! @federation__inaccessible
        pluginUserToken(packageName: String!, userName: String!, roles: [String!]!): String @federation__inaccessible
        pluginCaller(token: String!): PluginCaller @federation__inaccessible
        pluginCallToken(from: String!, to: String!, userName: String, roles: [String!]!): String @federation__inaccessible
        core: String
      }
      type RegistryPackage @federation__inaccessible { name: String! targets: [RegistryTarget!]! }
      type RegistryTarget @federation__inaccessible { baseUrl: String! healthy: Boolean! }
      type PluginCaller @federation__inaccessible { packageName: String! systemCode: String! userName: String
        roles: [String!]! actions: [String!]! expiresAt: String! }`,
    resolvers: {
      Query: {
        pluginRegistry: () => [
          { name: 'estate', targets: addresses.map((baseUrl) => ({ baseUrl, healthy: baseUrl !== NOWHERE })) },
          { name: 'idle', targets: [] },
        ],
        pluginCaller: (_source: never, { token }: { token: string }) => {
          callersAsked += 1;
          return token.endsWith('.bad') ? null : callerOf(token);
        },
        pluginCallToken: (_source: never, { from, to, userName, roles }: Record<string, string>) =>
          `${to} token of ${from} for ${userName ?? 'itself'} with ${roles}`,
        pluginUserToken: (_source: never, { packageName, userName, roles }: Record<string, string>) => {
          tokensMade += 1;
          return userName === 'SYS_X' ? null : `${packageName} token of ${userName} with ${roles}`;
        },
      },
    },
  });
  authService = await startTestSubgraph({ name: 'auth', sdl: 'type Query { auth: String }', resolvers: {} });
  addresses = [plugin.url];
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'core', urls: [core.url] }, { name: 'auth', urls: [authService.url] }),
  });
  await router.ready();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await core[Symbol.asyncDispose]();
  await authService[Symbol.asyncDispose]();
  await plugin[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});
beforeEach(() => {
  onPlugin = ({ url, method, headers }, response) => response.end(JSON.stringify({ url, method, headers }));
});

/** A token as plugins sign them; the core of these tests believes every signature. */
const pluginToken = (sub: string, packageName: string, signature = 'good') => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS512' })}.${part({ sub, packageName })}.${signature}`;
};
const callerOf = (token: string) => {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const { sub, packageName } = JSON.parse(claims) as { sub: string; packageName: string };
  const systemCode = `SYS_${packageName.toUpperCase()}`;
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const userName = sub === systemCode ? null : sub;
  return { packageName, systemCode, userName, roles: ['tester'], actions: ['internal:registry'], expiresAt };
};

const bearer = async (claims = {}) => ({ authorization: `Bearer ${await auth.token([], claims)}` });
const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return `${response.status} ${errors[0]?.extensions.code}`;
};

describe('/{package}', () => {
  it("reaches the plugin as the user, with the plugin's own token, under the whole path", async () => {
    const response = await fetch(`${router.url}/estate/api/v1/hosts?limit=1`, {
      method: 'POST',
      headers: {
        ...(await bearer()),
        cookie: 'wecube_refresh=secret',
        'x-wecube-session': 'forged',
        connection: 'keep-alive, x-hop',
        requestId: 'req_of_the_caller',
        transactionId: 'trans_1',
      },
      body: '{}',
    });
    const seen = (await response.json()) as { url: string; method: string; headers: Record<string, string> };
    expect([seen.url, seen.method]).toEqual(['/estate/api/v1/hosts?limit=1', 'POST']);
    expect(seen.headers).toMatchObject({
      authorization: 'Bearer estate token of ada with tester',
      requestid: 'req_of_the_caller',
      transactionid: 'trans_1',
      'x-request-id': response.headers.get('x-request-id'),
    });
    expect(Object.keys(seen.headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(seen.headers['x-wecube-session']).toBeUndefined();
  });

  it("takes tokens of plugins: its own as it came, another one's for one of its own", async () => {
    const seenWith = async (token: string) => {
      const response = await fetch(`${router.url}/estate/x`, { headers: { authorization: `Bearer ${token}` } });
      return ((await response.json()) as { headers: Record<string, string> }).headers['authorization'];
    };
    const [own, forUser] = [pluginToken('SYS_ESTATE', 'estate'), pluginToken('ada', 'estate')];
    expect(await seenWith(own)).toBe(`Bearer ${own}`);
    expect(await seenWith(forUser)).toBe(`Bearer ${forUser}`);
    expect(await seenWith(pluginToken('SYS_SHELL', 'shell'))).toBe(
      'Bearer estate token of shell for itself with tester',
    );
    expect(await seenWith(pluginToken('ada', 'shell'))).toBe('Bearer estate token of shell for ada with tester');
    const before = callersAsked;
    await seenWith(own);
    expect(callersAsked).toBe(before);
    const forged = await fetch(`${router.url}/estate/x`, {
      headers: { authorization: `Bearer ${pluginToken('SYS_ESTATE', 'estate', 'bad')}` },
    });
    expect(await codeOf(forged)).toBe('401 UNAUTHENTICATED');
  });

  it('asks core for the token of a user once', async () => {
    const headers = await bearer({ name: 'grace' });
    await fetch(`${router.url}/estate/a`, { headers });
    const before = tokensMade;
    await fetch(`${router.url}/estate/b`, { headers });
    expect(tokensMade).toBe(before);
  });

  it('is closed to who has no session, must change the password, or bears the name of a system', async () => {
    const get = async (headers: Record<string, string> = {}) =>
      codeOf(await fetch(`${router.url}/estate/api`, { headers }));
    expect(await get()).toBe('401 UNAUTHENTICATED');
    expect(await get(await bearer({ pwd: true }))).toBe('403 FORBIDDEN');
    expect(await get(await bearer({ name: 'SYS_X' }))).toBe('403 FORBIDDEN');
    const cookie = `wecube_access=${await auth.token()}`;
    const foreign = { method: 'POST', headers: { cookie, origin: 'https://evil.example' } };
    expect(await codeOf(await fetch(`${router.url}/estate/api`, foreign))).toBe('403 ORIGIN_NOT_ALLOWED');
  });

  it('is nothing for an unknown package and not available for one without an instance', async () => {
    const headers = await bearer();
    expect(await codeOf(await fetch(`${router.url}/unknown/api`, { headers }))).toBe('404 NOT_FOUND');
    expect(await codeOf(await fetch(`${router.url}/idle/api`, { headers }))).toBe('503 SERVICE_UNREACHABLE');
  });

  it.each(['/estate/../internal', '/estate/%2e%2e/x', '/estate/a%2f..%2fb', '/estate/%252e%252e/x', '/estate/a%5cb'])(
    'refuses the path %s',
    async (path) => {
      const asked = request(router.url, { path, headers: await bearer() }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume();
      expect(response.statusCode).toBe(400);
    },
  );

  it('sets no cookie here and shows no page that could act as the portal', async () => {
    onPlugin = (_incoming, response) =>
      response.setHeader('set-cookie', 'wecube_access=mine').setHeader('content-type', 'text/html').end('<script>');
    const response = await fetch(`${router.url}/estate/page`, { headers: await bearer() });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('goes to the next instance when one takes no connection, with the whole body', async () => {
    const backup = await startPlainServer(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      response.end(Buffer.concat(chunks));
    });
    const gone = await startPlainServer(() => {});
    addresses = [gone.url, backup.url];
    await gone[Symbol.asyncDispose]();
    const headers = await bearer();
    await expect
      .poll(
        async () => {
          const response = await fetch(`${router.url}/estate/echo`, {
            method: 'POST',
            headers,
            body: 'the whole body',
          });
          return response.text();
        },
        { timeout: 20_000 },
      )
      .toBe('the whole body');
    addresses = [plugin.url];
    await backup[Symbol.asyncDispose]();
    await expect
      .poll(async () => (await fetch(`${router.url}/estate/x`, { headers })).status, { timeout: 20_000 })
      .toBe(200);
  });

  it('streams both ways, only as fast as the slower side', async () => {
    const hash = createHash('sha256');
    let read = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      onPlugin = (incoming, response) => {
        read = () => incoming.on('data', (chunk: Buffer) => hash.update(chunk)).pipe(response);
        resolve();
      };
    });
    const upload = request(`${router.url}/estate/echo`, { method: 'PUT', headers: await bearer() });
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    const expected = createHash('sha256');
    let sent = 0;
    const sending = (async () => {
      for (let count = 0; count < CHUNKS; count += 1) {
        expected.update(CHUNK);
        if (!upload.write(CHUNK)) await once(upload, 'drain');
        sent += MB;
      }
      upload.end();
    })();
    await arrived;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sent).toBeLessThan(IN_BUFFERS);
    read();
    const [response] = await answered;
    const received = createHash('sha256');
    for await (const chunk of response) received.update(chunk as Buffer);
    await sending;
    expect([hash.digest('hex'), received.digest('hex')]).toEqual(Array(2).fill(expected.digest('hex')));
  });

  it('passes WebSockets on to who may open them', async () => {
    const sockets = new WebSocketServer({ server: plugin.server });
    const seen: IncomingMessage[] = [];
    sockets.on('connection', (socket, incoming) => {
      seen.push(incoming);
      socket.on('message', (data) => socket.send(`echo ${data}`));
    });
    const url = `${router.url.replace('http', 'ws')}/estate/terminal`;
    const client = new WebSocket(url, { headers: await bearer() });
    await once(client, 'open');
    client.send('hello');
    expect(String((await once(client, 'message'))[0])).toBe('echo hello');
    expect(seen[0]?.headers.authorization).toBe('Bearer estate token of ada with tester');
    client.terminate();
    const ownToken = `Bearer ${pluginToken('SYS_ESTATE', 'estate')}`;
    const plugins = [ownToken, `Bearer ${pluginToken('SYS_SHELL', 'shell')}`].map(
      (authorization) => new WebSocket(url, { headers: { authorization } }),
    );
    await Promise.all(plugins.map((socket) => once(socket, 'open')));
    const tokens = seen.slice(1).map(({ headers }) => headers.authorization);
    expect(new Set(tokens)).toEqual(new Set([ownToken, 'Bearer estate token of shell for itself with tester']));
    for (const socket of plugins) socket.terminate();
    const stranger = new WebSocket(url);
    const [, refusal] = (await once(stranger, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(refusal.statusCode).toBe(401);
    stranger.on('error', () => {}).terminate();
  });
});

describe('/platform and /auth', () => {
  it("give the services' own answers to who has a session", async () => {
    const headers = await bearer();
    expect(await codeOf(await fetch(`${router.url}/platform/v1/nothing`, { headers }))).toBe('404 NOT_FOUND');
    expect(await codeOf(await fetch(`${router.url}/auth/v1/nothing`, { headers }))).toBe('404 NOT_FOUND');
    expect(await codeOf(await fetch(`${router.url}/platform/v1/nothing`))).toBe('401 UNAUTHENTICATED');
    expect(await codeOf(await fetch(`${router.url}/auth/v1/nothing`))).toBe('401 UNAUTHENTICATED');
  });

  it('let who has none only sign in', async () => {
    const login = await fetch(`${router.url}/auth/v1/api/login`, { method: 'POST', body: '{}' });
    expect([login.status, await login.json()]).toEqual([200, expect.objectContaining({ status: 'ERROR', data: null })]);
    const sneaky = await fetch(`${router.url}/auth/v1/api/login/../../roles`);
    expect([sneaky.status, await sneaky.json()]).toEqual([401, expect.objectContaining({ code: 401 })]);
  });

  it('do nothing for a page of another site that has the cookie of a session', async () => {
    const headers = { cookie: `wecube_access=${await auth.token()}`, origin: 'https://elsewhere.example' };
    const statusOf = async (method: string, path: string) =>
      (await fetch(`${router.url}${path}`, { method, headers, ...(method === 'POST' && { body: '{}' }) })).status;
    expect(await statusOf('POST', '/platform/v1/operation-events')).toBe(403);
    expect(await statusOf('GET', '/platform/v1/models/package/estate')).toBe(403);
    expect(await statusOf('GET', '/platform/v1/models')).toBe(403);
  });

  it('know nothing else for plugins, whose rights never are those of a service', async () => {
    const headers = { authorization: `Bearer ${pluginToken('SYS_ESTATE', 'estate')}` };
    const other = await fetch(`${router.url}/platform/packages`, { method: 'POST', headers, body: 'zip' });
    expect([other.status, await other.json()]).toEqual([404, expect.objectContaining({ status: 'ERROR' })]);
    const graph = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"query":"{ core }"}',
    };
    expect(await codeOf(await fetch(`${router.url}/graphql`, graph))).toBe('401 UNAUTHENTICATED');
    const internal = await fetch(`${router.url}/internal/subgraphs`, { headers });
    expect(internal.status).toBeGreaterThanOrEqual(401);
  });
});
