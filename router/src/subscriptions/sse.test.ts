import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { until } from '../testing/test-router.ts';

const WATCH = 'subscription { taskChanged { revision owner { name } } }';

let bench: LiveBench;
beforeEach(async () => {
  bench = await startLiveBench({
    WECUBE_LIVE_PING_MS: '200',
    WECUBE_LOG_LEVEL: 'error',
    WECUBE_LIVE_CONNECTIONS_PER_IDENTITY: '3',
  });
});
afterEach(() => bench[Symbol.asyncDispose]());

type Ask = { query?: string; method?: string; headers?: Record<string, string>; body?: string; path?: string };

/** Asks for an event stream by hand, and keeps what comes as text. */
async function ask({ query = WATCH, method = 'POST', headers, body, path = '/graphql' }: Ask = {}) {
  const asked = request(`${bench.router.url}${path}`, {
    method,
    headers: {
      accept: 'text/event-stream',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(headers ?? { authorization: `Bearer ${bench.token}` }),
    },
  });
  asked.on('error', () => {});
  asked.end(method === 'POST' ? (body ?? JSON.stringify({ query })) : undefined);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  response.on('data', (chunk) => {
    text += chunk;
  });
  let ended = false;
  response.on('close', () => {
    ended = true;
  });
  response.on('error', () => {});
  return { asked, response, text: () => text, ended: () => ended };
}

const inUrl = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;
const codes = (text: string) => [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);

describe('an event stream', () => {
  it('is only for who wants it most: a client that can read everything gets JSON', async () => {
    const everything =
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    const { response, text, ended } = await ask({
      query: '{ __typename }',
      headers: { authorization: `Bearer ${bench.token}`, accept: everything },
    });
    await until(ended);
    expect(response.headers['content-type']).toMatch(/^application\/graphql-response\+json/);
    expect(JSON.parse(text())).toEqual({ data: { __typename: 'Query' } });
  });

  it('carries a subscription across subgraphs to the client of graphql-sse, which frees it when it leaves', async () => {
    const client = createClient({
      url: `${bench.router.url}/graphql`,
      headers: { authorization: `Bearer ${bench.token}` },
      retryAttempts: 0,
    });
    const events: unknown[] = [];
    const stop = client.subscribe({ query: WATCH }, { next: (event) => events.push(event), error() {}, complete() {} });
    await until(() => bench.tasks.open() === 1);
    for (let count = 0; count < 3; count += 1) bench.tasks.change();
    await until(() => events.length === 3);
    expect(events).toEqual(
      [1, 2, 3].map((revision) => ({ data: { taskChanged: { revision, owner: { name: 'Ada' } } } })),
    );
    stop();
    await until(() => bench.tasks.open() === 0);
    await until(async () => (await bench.metric('live_connections')) === 0);
  });

  it('is written as the protocol says, with comments between the events, and held back by nobody', async () => {
    const { response, text, asked } = await ask();
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await until(() => bench.tasks.open() === 1);
    bench.tasks.change();
    await until(() => text().includes('Ada'));
    expect(text().replaceAll(':\n\n', '')).toBe(
      'event: next\ndata: {"data":{"taskChanged":{"revision":1,"owner":{"name":"Ada"}}}}\n\n',
    );
    await until(() => (text().match(/^:$/gm) ?? []).length >= 3);
    asked.destroy();
  });

  it.each(['POST', 'GET'])('answers a query by %s and completes', async (method) => {
    const query = '{ tasks { id } }';
    const { text, ended } = await ask(method === 'POST' ? { query } : { method, path: inUrl(query) });
    await until(ended);
    expect(text()).toBe(':\n\nevent: next\ndata: {"data":{"tasks":[{"id":"t1"}]}}\n\nevent: complete\ndata:\n\n');
  });

  it('takes variables and the name of the operation', async () => {
    const query = 'subscription Other { mine } subscription Watch($id: ID) { taskChanged(id: $id) { id } }';
    const path = `${inUrl(query)}&operationName=Watch&variables=${encodeURIComponent('{"id":"t1"}')}`;
    const { asked, text } = await ask({ method: 'GET', path });
    await until(() => bench.tasks.open() === 1);
    bench.tasks.change();
    await until(() => text().includes('{"taskChanged":{"id":"t1"}}'));
    asked.destroy();
  });

  it('shares stream and execution with equal clients of the other transport', async () => {
    const { asked, text } = await ask();
    const seen: unknown[] = [];
    const stop = bench.router
      .connect(bench.token)
      .subscribe({ query: WATCH }, { next: (event) => seen.push(event), error() {}, complete() {} });
    await until(async () => (await bench.metric('ws_operations')) === 2);
    expect(await bench.metric('shared_streams')).toBe(1);
    expect(bench.tasks.open()).toBe(1);
    bench.tasks.change();
    await until(() => seen.length === 1 && text().includes('Ada'));
    asked.destroy();
    stop();
    await until(() => bench.tasks.open() === 0);
  });

  it('tells of an operation that cannot run in the stream, since a page cannot read the body of a refusal', async () => {
    const { response, text, ended } = await ask({ query: '{ nothing }' });
    await until(ended);
    expect(response.statusCode).toBe(200);
    expect(codes(text())).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(text()).toMatch(/event: complete\ndata:\n\n$/);
  });

  it('completes when the subgraph has completed its stream, as WebSockets do', async () => {
    const raw = await openRawSocket(bench.router.url, { token: bench.token });
    raw.subscribe('1', 'subscription { taskChanged { revision } }');
    const { text, ended } = await ask();
    await until(() => bench.tasks.open() === 2);
    bench.tasks.change();
    await until(() => text().includes('Ada') && raw.messages.some(({ type }) => type === 'next'));
    await bench.tasks.complete();
    await until(ended);
    expect(text()).toMatch(/event: complete\ndata:\n\n$/);
    expect(await raw.message('complete', '1')).toEqual({ id: '1', type: 'complete' });
    raw.socket.terminate();
  });

  it('ends with the session, without complete', async () => {
    const expiring = await bench.auth.token([], { exp: Math.floor(Date.now() / 1000) + 2 });
    const { text, ended } = await ask({ headers: { authorization: `Bearer ${expiring}` } });
    await until(ended);
    expect(text()).not.toContain('complete');
    await until(() => bench.tasks.open() === 0);
    const evicted = await ask();
    await until(() => bench.tasks.open() === 1);
    expect((await bench.router.internal('POST', '/evictions', { subject: 'usr_1' })).body).toEqual({ ended: 1 });
    await until(evicted.ended);
  });

  it('ends when the router stops, without complete, so that clients come again', async () => {
    const { text, ended } = await ask();
    await until(() => bench.tasks.open() === 1);
    await bench.router.stop();
    await until(ended);
    expect(text()).not.toContain('complete');
  });

  it('counts among the connections of its user', async () => {
    const streams = [await ask(), await ask(), await ask()];
    const refused = await ask();
    expect([refused.response.statusCode, refused.response.headers['retry-after']]).toEqual([429, '1']);
    await until(refused.ended);
    expect(codes(refused.text())).toEqual(['TOO_MANY_CONNECTIONS']);
    streams[0]?.asked.destroy();
    await until(async () => (await bench.metric('live_connections')) === 2);
    expect((await ask()).response.statusCode).toBe(200);
    for (const { asked } of streams) asked.destroy();
  });

  it('is bounded for a client that does not read, who is then cut while others go on', async () => {
    const slow = await ask({ query: 'subscription { taskChanged { note } }' });
    const reader = await ask({ query: 'subscription { taskChanged { revision } }' });
    await until(() => bench.tasks.open() === 2);
    slow.response.pause();
    for (let batch = 1; batch <= 6; batch += 1) {
      for (let count = 0; count < 100; count += 1) bench.tasks.change();
      await until(() => reader.text().includes(`"revision":${batch * 100}`));
    }
    await until(() => bench.tasks.open() === 1);
    await until(async () => (await bench.metric('live_connections')) === 1);
    expect(reader.ended()).toBe(false);
    reader.asked.destroy();
    slow.asked.destroy();
  });
});

describe('what no event stream is given to', () => {
  it.each([
    ['nobody', { headers: {} }, 401, 'UNAUTHENTICATED'],
    ['a bad token', { headers: { authorization: 'Bearer nonsense' } }, 401, 'UNAUTHENTICATED'],
    ['a body that is no JSON', { body: 'query' }, 400, 'BAD_REQUEST'],
    ['a request without a query', { body: '{}' }, 400, 'BAD_REQUEST'],
    ['variables that are no object', { body: '{"query":"{ tasks { id } }","variables":[1]}' }, 400, 'BAD_REQUEST'],
  ])('%s', async (_who, how: Ask, status, code) => {
    const { response, text, ended } = await ask(how);
    await until(ended);
    expect([response.statusCode, codes(text())]).toEqual([status, [code]]);
    await until(async () => (await bench.metric('live_connections')) === 0);
  });

  it('a mutation by GET', async () => {
    const { text, ended } = await ask({ method: 'GET', path: inUrl('mutation { touch(id: "t1") { id } }') });
    await until(ended);
    expect(codes(text())).toEqual(['BAD_REQUEST']);
  });

  it('the cookie of a page of another site; pages of this address may use EventSource', async () => {
    const cookie = `wecube_access=${bench.token}`;
    const get = async (headers: Record<string, string>) => {
      const { response, asked } = await ask({ method: 'GET', path: inUrl(WATCH), headers: { cookie, ...headers } });
      asked.destroy();
      return response.statusCode;
    };
    expect(await get({})).toBe(400);
    expect(await get({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(400);
    expect(await get({ 'apollo-require-preflight': '1', origin: 'https://evil.example' })).toBe(403);
    expect(await get({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    const post = await ask({ headers: { cookie, origin: 'https://evil.example' } });
    expect(post.response.statusCode).toBe(403);
    const simple = await ask({ headers: { cookie, origin: bench.router.url, 'content-type': 'text/plain' } });
    expect(simple.response.statusCode).toBe(400);
  });
});
