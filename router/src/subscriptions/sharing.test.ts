import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { until } from '../testing/test-router.ts';

const WATCH = 'subscription Watch($id: ID) { taskChanged(id: $id) { revision } }';

let bench: LiveBench;
let sockets: RawSocket[] = [];

beforeAll(async () => {
  bench = await startLiveBench();
});
afterAll(() => bench[Symbol.asyncDispose]());
afterEach(async () => {
  for (const { socket } of sockets) socket.terminate();
  sockets = [];
  await until(() => bench.tasks.open() === 0);
});

type Who = {
  token?: string;
  headers?: Record<string, string>;
  query?: string;
  variables?: object;
  operationName?: string;
};

/** Streams of results, and of the subgraph, once all of them have subscribed. */
async function streamsOf(...all: Who[]): Promise<{ shared: number; upstream: number }> {
  for (const { token = bench.token, headers = {}, query = WATCH, ...more } of all) {
    const raw = await openRawSocket(bench.router.url, { token, headers });
    raw.subscribe('1', query, more);
    sockets.push(raw);
  }
  await until(async () => (await bench.metric('ws_operations')) === all.length);
  const upstream = await bench.metric('upstream_streams');
  await until(() => bench.tasks.open() === upstream);
  return { shared: await bench.metric('shared_streams'), upstream };
}

it('equal clients share everything, whatever traces they are part of and tokens they hold', async () => {
  const trace = (digit: string) => ({ traceparent: `00-${digit.repeat(32)}-${digit.repeat(16)}-01` });
  const renewed = await bench.auth.token(['graph:read'], { jti: 'token_2' });
  const all = [{}, {}, { headers: trace('1') }, { headers: trace('2') }, { token: renewed }];
  expect(await streamsOf(...all)).toEqual({ shared: 1, upstream: 1 });
});

it('other rights, another name or another language are another stream', async () => {
  const more = await bench.auth.token(['graph:read', 'package:read']);
  const renamed = await bench.auth.token(['graph:read'], { name: 'Ada L.' });
  const all = [{}, { token: more }, { token: renamed }, { headers: { 'accept-language': 'zh-CN' } }];
  expect(await streamsOf(...all)).toEqual({ shared: 4, upstream: 4 });
});

it('other variables are another stream; variables and fields that the subgraph does not see part the results only', async () => {
  const id = (value: string) => ({ variables: { id: value } });
  expect(await streamsOf(id('t1'), id('t1'), id('t2'))).toEqual({ shared: 2, upstream: 2 });
});

it('documents that differ in what other subgraphs own share the stream of the subgraph', async () => {
  const asking = (more: string) => ({ query: `subscription { taskChanged { revision owner { ${more} } } }` });
  expect(await streamsOf(asking('name'), asking('other: name'))).toEqual({ shared: 2, upstream: 1 });
});

it('a stream lives as long as anybody shares it, and no longer', async () => {
  await streamsOf({}, {}, {});
  const [first, second, third] = sockets as [RawSocket, RawSocket, RawSocket];
  first.socket.terminate();
  second.send({ id: '1', type: 'complete' });
  await until(async () => (await bench.metric('ws_operations')) === 1);
  bench.tasks.change();
  await third.message('next');
  expect(bench.tasks.sessions().length).toBeGreaterThan(0);
  expect(bench.tasks.open()).toBe(1);
  third.send({ id: '1', type: 'complete' });
  await until(() => bench.tasks.open() === 0);
});
