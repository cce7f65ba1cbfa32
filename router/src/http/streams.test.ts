import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { INTERNAL_SESSION_HEADER, verifyInternalSession } from '@wecube/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { heldByKernel } from '../testing/kernel-buffers.ts';
import { startPlainServer } from '../testing/plain-server.ts';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, type TestRouter, until } from '../testing/test-router.ts';
import { INTERNAL_KEY } from '../testing/test-subgraph.ts';

const MB = 1024 * 1024;
const CHUNK = randomBytes(MB);
/** What sockets and streams on the way may hold; more than that is sent. */
const IN_BUFFERS = heldByKernel();
const CHUNKS = Math.ceil(IN_BUFFERS / MB) + 48;

type Handler = (request: IncomingMessage, response: import('node:http').ServerResponse) => void;

let auth: TestAuth;
let router: TestRouter;
let core: Awaited<ReturnType<typeof startPlainServer>>;
let portal: Awaited<ReturnType<typeof startPlainServer>>;
let onCore: Handler;
let onPortal: Handler;

beforeEach(async () => {
  auth = await startTestAuth();
  core = await startPlainServer((incoming, response) => onCore(incoming, response));
  portal = await startPlainServer((incoming, response) => onPortal(incoming, response));
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_CORE_HTTP_URL: core.url,
    WECUBE_PORTAL_URL: portal.url,
  });
});
afterEach(async () => {
  await router[Symbol.asyncDispose]();
  await core[Symbol.asyncDispose]();
  await portal[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

const bearer = async () => ({ authorization: `Bearer ${await auth.token(['package:upload'])}` });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('/platform', () => {
  it('streams an upload only as fast as core reads it, with the signed session instead of the credentials', async () => {
    const hash = createHash('sha256');
    let start = (): void => {};
    let seen: IncomingMessage | undefined;
    onCore = (incoming, response) => {
      seen = incoming;
      start = () => {
        incoming.on('data', (chunk: Buffer) => hash.update(chunk));
        incoming.on('end', () => response.end(JSON.stringify({ data: { id: hash.digest('hex') } })));
      };
    };
    const upload = request(`${router.url}/platform/packages?x=1`, {
      method: 'POST',
      headers: { ...(await bearer()), 'content-type': 'multipart/form-data; boundary=b', 'x-wecube-session': 'forged' },
    });
    const answer = once(upload, 'response') as Promise<[IncomingMessage]>;
    let sent = 0;
    const sending = (async () => {
      for (let count = 0; count < CHUNKS; count += 1) {
        if (!upload.write(CHUNK)) await once(upload, 'drain');
        sent += MB;
      }
      upload.end();
    })();
    await until(() => seen !== undefined);
    await sleep(400);
    expect(sent).toBeLessThan(IN_BUFFERS);
    start();
    await sending;
    const [response] = await answer;
    const expected = createHash('sha256');
    for (let count = 0; count < CHUNKS; count += 1) expected.update(CHUNK);
    expect(JSON.parse(await textOf(response))).toEqual({ data: { id: expected.digest('hex') } });
    expect([seen?.url, seen?.headers.authorization]).toEqual(['/platform/packages?x=1', undefined]);
    const session = verifyInternalSession(String(seen?.headers[INTERNAL_SESSION_HEADER]), INTERNAL_KEY);
    expect(session).toMatchObject({ name: 'ada', actions: ['package:upload'] });
  });

  it('streams a download only as fast as the client reads it', async () => {
    let written = 0;
    onCore = async (_incoming, response) => {
      response.setHeader('content-length', CHUNKS * MB);
      for (let count = 0; count < CHUNKS; count += 1) {
        if (!response.write(CHUNK)) await once(response, 'drain');
        written += MB;
      }
      response.end();
    };
    const download = request(`${router.url}/platform/packages/p/file`, { headers: await bearer() }).end();
    const [response] = (await once(download, 'response')) as [IncomingMessage];
    await sleep(400);
    expect(written).toBeLessThan(IN_BUFFERS);
    let received = 0;
    for await (const chunk of response) received += (chunk as Buffer).length;
    expect(received).toBe(CHUNKS * MB);
  });

  it('passes on a refusal that comes before the upload is read', async () => {
    onCore = (_incoming, response) =>
      response.writeHead(413).end(JSON.stringify({ problems: [{ code: 'TOO_LARGE' }] }));
    const upload = request(`${router.url}/platform/packages`, { method: 'POST', headers: await bearer() });
    upload.on('error', () => {});
    for (let count = 0; count < 4; count += 1) upload.write(CHUNK);
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(await textOf(response)).toContain('TOO_LARGE');
    upload.destroy();
  });

  it('does not cut off a client that is still sending when the refusal comes', async () => {
    onCore = (_incoming, response) =>
      response.writeHead(413).end(JSON.stringify({ problems: [{ code: 'TOO_LARGE' }] }));
    const body = Buffer.concat(Array(8).fill(CHUNK));
    const answer = await fetch(`${router.url}/platform/packages`, { method: 'POST', headers: await bearer(), body });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('TOO_LARGE');
  });

  it('lets core know when the client leaves in the middle', async () => {
    let aborted = false;
    let arrived = false;
    onCore = (incoming) => {
      incoming.once('data', () => {
        arrived = true;
      });
      incoming
        .on('error', () => {})
        .on('close', () => {
          aborted = !incoming.complete;
        });
    };
    const upload = request(`${router.url}/platform/packages`, { method: 'POST', headers: await bearer() });
    upload.on('error', () => {});
    upload.write(CHUNK);
    await until(() => arrived);
    upload.destroy();
    await until(() => aborted);
  });

  it('needs a session and a core that answers', async () => {
    const anonymous = await fetch(`${router.url}/platform/packages`, { method: 'POST', body: 'x' });
    expect(anonymous.status).toBe(401);
    expect(await anonymous.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await core[Symbol.asyncDispose]();
    const down = await fetch(`${router.url}/platform/packages`, { method: 'POST', body: 'x', headers: await bearer() });
    expect(down.status).toBe(503);
    expect(await down.json()).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNREACHABLE', retryable: true } }],
    });
  });
});

describe('/portal', () => {
  it('is where the root leads, and is passed on with its path, cookies and host', async () => {
    const root = await fetch(`${router.url}/`, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/portal']);
    onPortal = ({ url, headers }, response) => {
      const { cookie, host } = headers;
      const body = {
        url,
        cookie,
        host,
        forwardedHost: headers['x-forwarded-host'],
        session: headers['x-wecube-session'],
      };
      response.setHeader('set-cookie', ['a=1', 'b=2']).end(JSON.stringify(body));
    };
    const response = await fetch(`${router.url}/portal/api/session?x=1`, {
      headers: { cookie: 'wecube_refresh=secret', 'x-wecube-session': 'forged' },
    });
    const host = new URL(router.url).host;
    expect(await response.json()).toEqual({
      url: '/portal/api/session?x=1',
      cookie: 'wecube_refresh=secret',
      host,
      forwardedHost: host,
    });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('passes WebSocket connections on', async () => {
    const sockets = new WebSocketServer({ server: portal.server });
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
    const client = new WebSocket(`${router.url.replace('http', 'ws')}/portal/_next/hmr`);
    await once(client, 'open');
    client.send('hello');
    expect(String((await once(client, 'message'))[0])).toBe('echo hello');
    client.terminate();
    await until(() => sockets.clients.size === 0);
  });

  it('answers with a page that says what to do while the portal is down', async () => {
    await portal[Symbol.asyncDispose]();
    const response = await fetch(`${router.url}/portal/runs`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3']);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('./wecube doctor');
  });
});

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
