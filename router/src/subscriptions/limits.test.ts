import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startSeverableLink } from '../testing/severable-link.ts';
import { until } from '../testing/test-router.ts';

const MINE = 'subscription { mine }';

let bench: LiveBench;
afterEach(() => bench[Symbol.asyncDispose]());

const open = (token = bench.token) => openRawSocket(bench.router.url, { token });
const otherUser = () => bench.auth.token([], { sub: 'usr_2', name: 'eve' });

describe('limits', () => {
  it('hold for the connections of one user, whatever tokens they use', async () => {
    bench = await startLiveBench({ WECUBE_LIVE_CONNECTIONS_PER_IDENTITY: '2' });
    const first = await open();
    await open(await bench.auth.token(['graph:read']));
    const third = await openRawSocket(bench.router.url);
    third.send({ type: 'connection_init', payload: { authorization: `Bearer ${bench.token}` } });
    expect(await third.closed).toBe('1013 TOO_MANY_CONNECTIONS');
    await open(await otherUser());
    first.socket.close();
    await first.closed;
    await until(async () => (await bench.metric('ws_connections')) === 2);
    await open();
    expect(await bench.metric('live_events_total', 'connection_refused')).toBe(1);
  });

  it('hold for all connections, of those too who have not said who they are', async () => {
    bench = await startLiveBench({ WECUBE_LIVE_CONNECTIONS: '2' });
    const silent = await openRawSocket(bench.router.url);
    await open();
    const refused = request(`${bench.router.url}/graphql`, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'),
        'sec-websocket-protocol': 'graphql-transport-ws',
      },
    }).end();
    const [response] = await once(refused, 'response');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '1']);
    silent.socket.terminate();
    await until(async () => (await bench.metric('live_connections')) === 1);
    await open();
  });

  it('hold for the operations of a connection, of a user and of the router, and are free again when one ends', async () => {
    bench = await startLiveBench({
      WECUBE_LIVE_OPERATIONS_PER_CONNECTION: '2',
      WECUBE_LIVE_OPERATIONS_PER_IDENTITY: '3',
      WECUBE_LIVE_OPERATIONS: '4',
    });
    const [one, two] = [await open(), await open()];
    const other = await open(await otherUser());
    for (const id of ['1', '2', '3']) one.subscribe(id, MINE);
    await expectRefused(one, '3', 2);
    for (const id of ['4', '5']) two.subscribe(id, MINE);
    await expectRefused(two, '5', 3);
    for (const id of ['6', '7']) other.subscribe(id, MINE);
    await expectRefused(other, '7', 4);
    expect(await bench.metric('ws_operations')).toBe(4);
    one.send({ id: '1', type: 'complete' });
    await until(async () => (await bench.metric('ws_operations')) === 3);
    two.subscribe('8', '{ tasks { id } }');
    await two.message('complete', '8');
    for (const { socket } of [one, two, other]) socket.close();
    await until(async () => (await bench.metric('ws_operations')) === 0);
    expect(await bench.metric('live_identities')).toBe(0);
  });
});

async function expectRefused(raw: RawSocket, id: string, limit: number): Promise<void> {
  const { payload } = await raw.message('error', id);
  expect(payload).toMatchObject([{ extensions: { code: 'TOO_MANY_OPERATIONS', limit, retryable: true } }]);
}

describe('a client that is not there any more', () => {
  it('is found when the network swallows everything, and what it ran is freed', async () => {
    bench = await startLiveBench({ WECUBE_LIVE_PING_MS: '300' });
    const link = await startSeverableLink(bench.router.url);
    const lost = await openRawSocket(link.url, { token: bench.token });
    const present = await open();
    lost.subscribe('1', 'subscription { taskChanged { id } }');
    present.subscribe('1', 'subscription { taskChanged { revision } }');
    await until(() => bench.tasks.open() === 2);
    link.freeze();
    await until(() => bench.tasks.open() === 1);
    await until(async () => (await bench.metric('ws_connections')) === 1);
    expect(lost.end()).toBeUndefined();
    expect(present.end()).toBeUndefined();
    expect(await bench.metric('live_events_total', 'client_vanished')).toBe(1);
    lost.socket.terminate();
    await link[Symbol.asyncDispose]();
  });
});

describe('eviction', () => {
  it('ends the connections of one session, or all of a user, and of nobody else', async () => {
    bench = await startLiveBench();
    const session = (sid: string) => bench.auth.token([], { sid });
    const [laptop, phone] = [await open(await session('session_1')), await open(await session('session_2'))];
    const other = await open(await otherUser());
    const evict = async (body: object) => (await bench.router.internal('POST', '/evictions', body)).body;
    expect(await evict({ sessionId: 'session_1' })).toEqual({ ended: 1 });
    expect(await laptop.closed).toBe('4401 Session ended');
    expect(phone.end()).toBeUndefined();
    expect(await evict({ subject: 'usr_1' })).toEqual({ ended: 1 });
    expect(await phone.closed).toBe('4401 Session ended');
    expect(await evict({ subject: 'usr_1' })).toEqual({ ended: 0 });
    expect(other.end()).toBeUndefined();
    expect((await bench.router.internal('POST', '/evictions', {})).status).toBe(400);
    other.socket.close();
  });
});
