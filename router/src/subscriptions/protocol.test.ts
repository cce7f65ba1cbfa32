import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymousAccess } from '../static/anonymous-access.ts';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { until } from '../testing/test-router.ts';
import { ClientDocuments } from './client-documents.ts';
import { ClientOperations } from './client-operations.ts';
import { ConnectedClients } from './connected-clients.ts';
import { WsServer } from './ws-server.ts';

const WATCH = 'subscription { taskChanged { revision } }';
const SLOW = 'subscription { mine }';

let bench: LiveBench;

beforeAll(async () => {
  bench = await startLiveBench({ WECUBE_LIVE_INIT_MS: '500', WECUBE_LIVE_MESSAGE_LIMIT_BYTES: '4096' });
});
afterAll(() => bench[Symbol.asyncDispose]());

const open = () => openRawSocket(bench.router.url, { token: bench.token });
const openSilent = (protocol?: string) => openRawSocket(bench.router.url, { ...(protocol && { protocol }) });

describe('graphql-transport-ws, message by message', () => {
  it('connection_init is acknowledged, without a payload of its own', async () => {
    const { messages, socket } = await open();
    expect(messages).toEqual([{ type: 'connection_ack' }]);
    expect(socket.protocol).toBe('graphql-transport-ws');
    socket.close();
  });

  it('ping is answered by a pong with its payload, before the acknowledgement too; pong is taken and not answered', async () => {
    const raw = await openSilent();
    raw.send({ type: 'ping', payload: { nonce: 7 } });
    expect(await raw.message('pong')).toEqual({ type: 'pong', payload: { nonce: 7 } });
    raw.send({ type: 'pong', payload: { unasked: true } });
    raw.send({ type: 'ping' });
    await until(() => raw.messages.length === 2);
    expect(raw.messages[1]).toEqual({ type: 'pong' });
    raw.socket.close();
  });

  it('subscribe is followed by next and, for a query, complete', async () => {
    const raw = await open();
    raw.subscribe('q', '{ tasks { id } }');
    expect(await raw.message('complete', 'q')).toEqual({ id: 'q', type: 'complete' });
    expect(raw.messages.slice(1, -1)).toEqual([
      { id: 'q', type: 'next', payload: { data: { tasks: [{ id: 't1' }] } } },
    ]);
    raw.socket.close();
  });

  it('a subscription streams until the client completes it; then nothing of it comes, and its id is free', async () => {
    const raw = await open();
    raw.subscribe('s', WATCH);
    await until(() => bench.tasks.open() === 1);
    bench.tasks.change();
    const { payload } = await raw.message('next', 's');
    expect(payload).toEqual({ data: { taskChanged: { revision: expect.any(Number) } } });
    raw.send({ id: 's', type: 'complete' });
    await until(() => bench.tasks.open() === 0);
    raw.subscribe('s', '{ tasks { id } }');
    await raw.message('complete', 's');
    expect(raw.messages.filter(({ type }) => type === 'complete')).toHaveLength(1);
    raw.socket.close();
  });

  it('complete for an id that is unknown or over is no offence', async () => {
    const raw = await open();
    raw.send({ id: 'never', type: 'complete' });
    raw.send({ type: 'ping' });
    expect(await raw.message('pong')).toEqual({ type: 'pong' });
    raw.socket.close();
  });

  it('an operation that cannot run gets error, and no complete after it; the connection goes on', async () => {
    const raw = await open();
    raw.subscribe('e', '{ nothing }');
    const { payload } = await raw.message('error', 'e');
    expect(payload).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }) }),
    ]);
    raw.subscribe('e', '{ tasks { id } }', { operationName: 'Absent' });
    raw.subscribe('f', 'query A { tasks { id } } query B { tasks { id } }');
    expect((await raw.message('error', 'f')).payload).toMatchObject([
      { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
    ]);
    raw.subscribe('g', '{ tasks { id } }');
    await raw.message('complete', 'g');
    expect(raw.messages.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'connection_ack undefined',
      'error e',
      'error e',
      'error f',
      'next g',
      'complete g',
    ]);
    raw.socket.close();
  });

  it('operations of one connection run beside each other', async () => {
    const raw = await open();
    raw.subscribe('long', WATCH);
    raw.subscribe('short', '{ tasks { id } }');
    await raw.message('complete', 'short');
    await until(() => bench.tasks.open() === 1);
    bench.tasks.change();
    await raw.message('next', 'long');
    raw.socket.close(1000);
    expect(await raw.closed).toMatch(/^1000/);
    await until(() => bench.tasks.open() === 0);
  });
});

describe('a breach closes', () => {
  it.each([
    ['what is no JSON', 'nonsense'],
    ['JSON that is no object', '[]'],
    ['a message without a type', '{}'],
    ['an unknown type', '{"type":"start"}'],
    ['a type of the server', '{"type":"next","id":"1","payload":{}}'],
    ['another type of the server', '{"type":"connection_ack"}'],
    ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ tasks { id } }"}}'],
    ['a subscribe with an empty id', '{"type":"subscribe","id":"","payload":{"query":"{ tasks { id } }"}}'],
    ['a subscribe without a query', '{"type":"subscribe","id":"1","payload":{}}'],
    ['variables that are a list', '{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":[]}}'],
    ['a complete without an id', '{"type":"complete"}'],
    ['a payload of ping that is a list', '{"type":"ping","payload":[]}'],
  ])('%s with 4400', async (_what, message) => {
    const raw = await open();
    raw.send(message);
    expect(await raw.closed).toBe('4400 Invalid message received');
  });

  it('a subscribe before the acknowledgement with 4401', async () => {
    const raw = await openSilent();
    raw.subscribe('1', '{ tasks { id } }');
    expect(await raw.closed).toBe('4401 Unauthorized');
  });

  it.each(['graphql-ws', 'chat'])('the protocol %s with 4406', async (protocol) => {
    // The client of a server that chooses none of its protocols gives up by itself, so none is offered.
    const { headers } = await upgradeResponse(protocol);
    expect(headers['sec-websocket-protocol']).toBeUndefined();
  });

  it('a connection that names no protocol with 4406', async () => {
    const { default: WebSocket } = await import('ws');
    const socket = new WebSocket(`${bench.router.url.replace('http', 'ws')}/graphql`);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(4406);
  });

  it('silence after opening with 4408', async () => {
    expect(await (await openSilent()).closed).toBe('4408 Connection init timeout');
  });

  it('an id in use with 4409, and frees what ran', async () => {
    const raw = await open();
    raw.subscribe('same', SLOW);
    await until(() => bench.tasks.open() === 1);
    raw.subscribe('same', '{ tasks { id } }');
    expect(await raw.closed).toBe('4409 Subscriber for same already exists');
    await until(() => bench.tasks.open() === 0);
  });

  it('a second connection_init with 4429', async () => {
    const raw = await open();
    raw.send({ type: 'connection_init' });
    expect(await raw.closed).toBe('4429 Too many initialisation requests');
  });

  it('a second connection_init while the first is looked at with 4429', async () => {
    const raw = await openSilent();
    const init = { type: 'connection_init', payload: { authorization: `Bearer ${bench.token}` } };
    raw.send(init);
    raw.send(init);
    expect(await raw.closed).toBe('4429 Too many initialisation requests');
  });

  it('a message that is too large with 1009', async () => {
    const raw = await open();
    raw.subscribe('big', `{ tasks { id } } # ${'x'.repeat(5_000)}`);
    expect(await raw.closed).toMatch(/^1009/);
  });

  it('a fault of the router itself with 4500', async () => {
    await using server = await startBrokenServer();
    const raw = await openRawSocket(server.url);
    raw.send({ type: 'connection_init' });
    await raw.message('connection_ack');
    raw.subscribe('1', '{ tasks { id } }');
    expect(await raw.closed).toBe('4500 Internal server error');
  });
});

async function upgradeResponse(protocol: string) {
  const { request } = await import('node:http');
  const asked = request(`${bench.router.url}/graphql`, {
    headers: {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'),
      'sec-websocket-protocol': protocol,
    },
  }).end();
  const [response, socket, head] = (await once(asked, 'upgrade')) as [
    import('node:http').IncomingMessage,
    import('node:net').Socket,
    Buffer,
  ];
  const frame = head.length > 0 ? head : ((await once(socket, 'data')) as [Buffer])[0];
  // A close frame: its payload begins with the code.
  expect(frame.readUInt8(0) & 0x0f).toBe(8);
  expect(frame.readUInt16BE(2)).toBe(4406);
  socket.destroy();
  return response;
}

/** A server whose graph cannot be reached at all, which never happens to a router that has started. */
async function startBrokenServer() {
  const logger = createLogger('test', { level: 'silent' });
  const unloaded = (): never => {
    throw new TypeError('not loaded');
  };
  const limit = 10;
  const clients = new ConnectedClients(
    {
      connections: limit,
      connectionsPerIdentity: limit,
      operations: limit,
      operationsPerIdentity: limit,
      operationsPerConnection: limit,
    },
    () => {},
  );
  const sockets = new WsServer({
    operations: new ClientOperations({
      apollo: null as never,
      currentSchema: unloaded,
      documents: new ClientDocuments(),
      subscriptions: null as never,
      logger,
    }),
    clients,
    authenticator: anonymousAccess().authenticator,
    maxPayload: 10_000,
    initWithinMs: 10_000,
    pingMs: 10_000,
    logger,
  });
  const http = createServer().on('upgrade', (...call) => sockets.upgrade(...call));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      await sockets.dispose();
      http.close();
    },
  };
}
