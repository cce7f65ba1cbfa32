import type { RunningServer } from '@wecube/kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter, until } from '../testing/test-router.ts';
import { people, startTestSubgraph } from '../testing/test-subgraph.ts';

let auth: TestAuth;
let subgraph: RunningServer;
let router: TestRouter;

const start = () =>
  startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
    WECUBE_PUBLIC_ORIGINS: 'https://wecube.example',
  });

beforeAll(async () => {
  auth = await startTestAuth();
  subgraph = await startTestSubgraph(people());
  router = await start();
  await router.ready();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

type Attempt = { headers?: Record<string, string>; origin?: string; payload?: object; url?: string };

/** Speaks the protocol by hand: connects, sends `connection_init`, and tells how the router answered. */
async function attempt({ headers = {}, origin, payload, url = router.url }: Attempt) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers, origin });
  const closed = new Promise<string>((resolve) => socket.on('close', (code, reason) => resolve(`${code} ${reason}`)));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  const acknowledged = new Promise<string>((resolve) => {
    socket.once('message', (data) => resolve((JSON.parse(String(data)) as { type: string }).type));
  });
  return { socket, closed, outcome: await Promise.race([acknowledged, closed]) };
}

it('takes a bearer token from connection_init', async () => {
  const { outcome, socket } = await attempt({ payload: { authorization: `Bearer ${await auth.token()}` } });
  expect(outcome).toBe('connection_ack');
  socket.close();
});

it('takes the cookie of a page of its own or of a public origin, and of no other', async () => {
  const headers = { cookie: `theme=dark; wecube_access=${await auth.token()}` };
  const own = await attempt({ headers, origin: router.url });
  const known = await attempt({ headers, origin: 'https://wecube.example' });
  expect([own.outcome, known.outcome]).toEqual(['connection_ack', 'connection_ack']);
  expect((await attempt({ headers, origin: 'https://evil.example' })).outcome).toBe('4403 ORIGIN_NOT_ALLOWED');
  expect((await attempt({ headers })).outcome).toBe('4403 ORIGIN_NOT_ALLOWED');
  own.socket.close();
  known.socket.close();
});

it('closes with 4401 without a token, with a bad one and when the token expires', async () => {
  expect((await attempt({})).outcome).toBe('4401 UNAUTHENTICATED');
  expect((await attempt({ payload: { authorization: 'Bearer nonsense' } })).outcome).toBe('4401 UNAUTHENTICATED');
  const expiring = await auth.token([], { exp: Math.floor(Date.now() / 1000) + 2 });
  const { outcome, closed } = await attempt({ payload: { authorization: `Bearer ${expiring}` } });
  expect(outcome).toBe('connection_ack');
  expect(await closed).toBe('4401 Session expired');
});

it('refuses operations before connection_init and other protocols', async () => {
  const socket = new WebSocket(`${router.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ people { id } }' } }));
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4401);
  const elsewhere = new WebSocket(`${router.url.replace('http', 'ws')}/estate/socket`);
  await expect(new Promise((_, reject) => elsewhere.once('error', reject))).rejects.toThrow('404');
});

it('closes with 1012 when the router stops, and stops although clients stay connected', async () => {
  const stopping = await start();
  const payload = { authorization: `Bearer ${await auth.token()}` };
  const { closed } = await attempt({ payload, url: stopping.url });
  const started = performance.now();
  await stopping[Symbol.asyncDispose]();
  expect(await closed).toBe('1012 Service restart');
  expect(performance.now() - started).toBeLessThan(2_500);
});

it('is counted', async () => {
  const { socket } = await attempt({ payload: { authorization: `Bearer ${await auth.token()}` } });
  expect(await (await fetch(`${router.url}/metrics`)).text()).toMatch(/wecube_router_ws_connections [1-9]/);
  socket.close();
  await until(async () => /ws_connections 0/.test(await (await fetch(`${router.url}/metrics`)).text()));
});
