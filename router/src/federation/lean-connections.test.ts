import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { until } from '../testing/test-router.ts';
import type { PostResult } from './connections.ts';
import { LeanConnections } from './lean-connections.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** A server that keeps what it was sent and leaves the answers to the test. */
async function startServer(answer: (socket: Socket, text: string) => void) {
  const sockets: Socket[] = [];
  const requests: string[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      requests.push(String(bytes));
      answer(socket, String(bytes));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = { host: '127.0.0.1', port, name: `127.0.0.1:${port}` };
  const connections = new LeanConnections({ address, connectTimeoutMs: 1_000, keepMs: 300, most: 2 });
  let leave = () => {};
  const whenGone = (listener: () => void) => {
    leave = listener;
    return () => {};
  };
  const post = (body: string, timeoutMs = 10_000) =>
    connections.post({ path: '/graphql', headers: { 'x-a': 'b' }, body, timeoutMs, whenGone });
  return {
    sockets,
    requests,
    connections,
    post,
    leave: () => leave(),
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const textOf = (result: PostResult) => (result.kind === 'answered' ? String(result.body) : result);

it('writes a request whole, and the next one on the same connection', async () => {
  await using server = await startServer((socket) => socket.write(OK));
  for (const body of ['{"a":1}', '{"ä":"\u2028"}']) expect(textOf(await server.post(body))).toBe('ok');
  const host = `127.0.0.1:${server.connections.options.address.port}`;
  expect(server.requests[1]).toBe(
    `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\nx-a: b\r\ncontent-length: 12\r\n\r\n{"ä":"\u2028"}`,
  );
  expect(server.sockets).toHaveLength(1);
});

it('lets no more requests out than there may be connections, and drops those that nobody needs', async () => {
  await using server = await startServer((socket) => void setTimeout(() => socket.write(OK), 50));
  const answers = await Promise.all(['1', '2', '3', '4', '5'].map((body) => server.post(body)));
  expect(answers.map(textOf)).toEqual(Array(5).fill('ok'));
  expect(server.sockets).toHaveLength(2);
  await until(() => server.sockets.every(({ destroyed, readableEnded }) => destroyed || readableEnded));
});

it('never takes for an answer what came before the request', async () => {
  await using server = await startServer((socket, text) => {
    socket.write(OK);
    if (text.endsWith('first')) setTimeout(() => socket.write(OK.replace('ok', 'no')), 20);
  });
  expect(textOf(await server.post('first'))).toBe('ok');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(textOf(await server.post('second'))).toBe('ok');
  expect(server.sockets).toHaveLength(2);
});

it('says of a request that failed whether it may have been executed', async () => {
  await using server = await startServer((socket, text) => {
    if (text.endsWith('cut')) socket.destroy();
    if (text.endsWith('nonsense')) socket.write('SSH-2.0-server\r\n\r\n');
  });
  expect(await server.post('cut')).toEqual({ kind: 'failed', sent: true, reason: 'ECONNRESET' });
  expect(await server.post('nonsense')).toEqual({ kind: 'failed', sent: true, reason: 'MALFORMED_ANSWER' });
  const bad = { path: '/', headers: { 'x-a': 'b\r\nx-c: d' }, body: '', timeoutMs: 9_000, whenGone: () => () => {} };
  expect(await server.connections.post(bad)).toEqual({ kind: 'failed', sent: false, reason: 'ERR_INVALID_CHAR' });
  const nobody = { ...server.connections.options, address: { host: '127.0.0.1', port: 1, name: 'nobody' } };
  expect(await new LeanConnections(nobody).post({ ...bad, headers: {} })).toEqual({
    kind: 'failed',
    sent: false,
    reason: 'ECONNREFUSED',
  });
});

it('gives a request up when its time is over or its client has left, and its connection with it', async () => {
  await using server = await startServer(() => {});
  expect(await server.post('short', 100)).toEqual({ kind: 'timed-out', sent: true });
  expect(await server.post('long', 1_200)).toEqual({ kind: 'timed-out', sent: true });
  const left = server.post('left');
  await until(() => server.requests.length === 3);
  server.leave();
  expect(await left).toEqual({ kind: 'cancelled' });
  await until(() => server.sockets.every(({ destroyed, readableEnded }) => destroyed || readableEnded));
  expect(server.sockets).toHaveLength(3);
});

it('finishes what it has in hand before it closes, and takes nothing new', async () => {
  let release = () => {};
  await using server = await startServer((socket) => {
    release = () => socket.write(OK);
  });
  const last = server.post('last');
  await until(() => server.requests.length === 1);
  let closed = false;
  const closing = server.connections.close().then(() => {
    closed = true;
  });
  expect(await server.post('late')).toEqual({ kind: 'failed', sent: false, reason: 'CLOSED' });
  expect(closed).toBe(false);
  release();
  expect(textOf(await last)).toBe('ok');
  await closing;
});
