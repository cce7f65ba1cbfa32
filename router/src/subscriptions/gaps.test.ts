import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startSeverableLink } from '../testing/severable-link.ts';
import { startTaskSubgraph, type TaskSubgraph } from '../testing/task-subgraph.ts';
import { until } from '../testing/test-router.ts';

const WATCH = 'subscription { taskChanged { revision } }';

let bench: LiveBench;
let backup: TaskSubgraph;
let raw: RawSocket;
let link: Awaited<ReturnType<typeof startSeverableLink>>;

beforeEach(async () => {
  backup = await startTaskSubgraph();
  bench = await startLiveBench({ WECUBE_UPSTREAM_PING_MS: '300' }, async (own) => {
    link = await startSeverableLink(own);
    return [link.url, backup.url];
  });
  raw = await openRawSocket(bench.router.url, { token: bench.token });
});
afterEach(async () => {
  raw.socket.terminate();
  await link[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
  await backup[Symbol.asyncDispose]();
});

const payloads = () => raw.messages.filter(({ type }) => type === 'next').map(({ payload }) => payload);
const change = (revision: number, more: object = {}) => ({ data: { taskChanged: { revision } }, ...more });
const MARK = { extensions: { resubscribed: true } };

describe('a client', () => {
  it('is told as soon as a lost stream is back, before anything happens, and again with the next event', async () => {
    raw.subscribe('1', WATCH);
    raw.subscribe('2', 'subscription { taskChanged { id } }');
    await until(() => bench.tasks.open() === 2);
    bench.tasks.change();
    await until(() => payloads().length === 2);
    await link.cut();
    const { payload } = await raw.message('ping');
    expect((payload as { resubscribed: string[] }).resubscribed.sort()).toEqual(['1', '2']);
    expect(payloads()).toHaveLength(2);
    raw.send({ type: 'pong', payload: payload as object });
    await until(() => backup.open() === 2);
    backup.change();
    await until(() => payloads().length === 4);
    expect(payloads().slice(2)).toContainEqual(change(1, MARK));
    backup.change();
    await until(() => payloads().length === 6);
    expect(payloads().slice(4)).toContainEqual(change(2));
    expect(await bench.metric('live_events_total', 'upstream_lost')).toBe(2);
  });

  it('goes on at another instance when its own vanishes without a word', async () => {
    raw.subscribe('1', WATCH);
    await until(() => bench.tasks.open() === 1);
    link.freeze();
    await until(() => backup.open() === 1);
    await raw.message('ping');
    backup.change();
    await until(() => payloads().length === 1);
    expect(payloads()).toEqual([change(1, MARK)]);
  });

  it('is told of no gap while there is none', async () => {
    raw.subscribe('1', WATCH);
    await until(() => bench.tasks.open() === 1);
    bench.tasks.change();
    await until(() => payloads().length === 1);
    raw.send({ type: 'ping' });
    await raw.message('pong');
    expect(raw.messages.some(({ type }) => type === 'ping')).toBe(false);
    expect(payloads()).toEqual([change(1)]);
  });
});

describe('an instance that is taken out', () => {
  const operate = async (verb: 'drain' | 'resume', url: string) => {
    const token = await bench.auth.token(['graph:manage']);
    const [input, id] = [verb === 'drain' ? 'DrainSubgraphInstanceInput' : 'SubgraphInstanceInput', `tasks:${url}`];
    const more = verb === 'drain' ? { force: true } : {};
    const query = `mutation ($input: ${input}!) { ${verb}SubgraphInstance(input: $input) { problems { code } } }`;
    const { data, errors } = await bench.router.ask(query, token, { input: { id, ...more } });
    expect([errors, data]).toEqual([undefined, { [`${verb}SubgraphInstance`]: { problems: [] } }]);
  };

  it('hands its streams over before it is left, and nobody is interrupted', async () => {
    raw.subscribe('1', WATCH);
    await until(() => bench.tasks.open() === 1);
    bench.tasks.change();
    await until(() => payloads().length === 1);
    await operate('drain', link.url);
    await until(() => backup.open() === 1 && bench.tasks.open() === 0);
    expect((await raw.message('ping')).payload).toEqual({ resubscribed: ['1'] });
    backup.change();
    backup.change();
    await until(() => payloads().length === 3);
    expect(payloads().slice(1)).toEqual([change(1, MARK), change(2)]);
    expect(await bench.metric('live_events_total', 'upstream_moved')).toBe(1);
    expect(await bench.metric('live_events_total', 'upstream_lost')).toBe(0);
  });

  it('keeps its streams while there is no other one, until there is', async () => {
    await operate('drain', backup.url);
    raw.subscribe('1', WATCH);
    await until(() => bench.tasks.open() === 1);
    await operate('drain', link.url);
    bench.tasks.change();
    await until(() => payloads().length === 1);
    expect(payloads()).toEqual([change(1)]);
    await operate('resume', backup.url);
    await until(() => backup.open() === 1 && bench.tasks.open() === 0);
    backup.change();
    await until(() => payloads().length === 2);
    expect(payloads()[1]).toEqual(change(1, MARK));
  });
});

describe('connections to subgraphs', () => {
  it('do not pile up, however many identities come and go', async () => {
    for (let index = 0; index < 40; index += 1) {
      const token = await bench.auth.token(['graph:read'], { sub: `usr_${index}`, name: `user ${index}` });
      const client = await openRawSocket(bench.router.url, { token });
      client.subscribe('1', WATCH);
      await until(() => bench.tasks.open() === 1);
      client.socket.close();
      await until(() => bench.tasks.open() === 0);
    }
    await until(async () => (await bench.metric('upstream_connections')) === 0);
    expect(await bench.metric('live_connections')).toBe(1);
    expect(await bench.metric('live_identities')).toBe(1);
    expect(await bench.metric('shared_streams')).toBe(0);
  });
});

describe('a silent stream', () => {
  it('is kept behind balancers that cut silent connections, on both sides of the router', async () => {
    await using quiet = await startLiveBench(
      { WECUBE_UPSTREAM_PING_MS: '300', WECUBE_LIVE_PING_MS: '300' },
      async (own) => {
        await link[Symbol.asyncDispose]();
        link = await startSeverableLink(own, { idleMs: 1_000 });
        return [link.url];
      },
    );
    await using front = await startSeverableLink(quiet.router.url, { idleMs: 1_000 });
    const client = createClient({
      url: `${front.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${quiet.token}` },
    });
    const events = client.iterate({ query: WATCH });
    const first = events.next();
    await until(() => quiet.tasks.open() === 1);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    quiet.tasks.change();
    expect((await first).value).toEqual(change(1));
    await client.dispose();
  }, 60_000);
});
