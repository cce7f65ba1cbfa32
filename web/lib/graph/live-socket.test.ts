import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createLiveConnection } from './live-connection.ts';
import { createLiveSocket } from './live-socket.ts';

type Message = { type: string; id?: string; payload?: unknown };

let server: WebSocketServer;
let subscribed: { id: string; send(message: Message): void; close(code: number): void }[];

beforeEach(async () => {
  subscribed = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  server.on('connection', (socket) => {
    const send = (message: Message) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => {
      const { type, id = '' } = JSON.parse(String(data)) as Message;
      if (type === 'connection_init') send({ type: 'connection_ack' });
      if (type === 'subscribe') subscribed.push({ id, send, close: (code) => socket.close(code) });
    });
  });
  await once(server, 'listening');
  vi.stubGlobal('window', {
    location: { protocol: 'http:', host: `127.0.0.1:${(server.address() as AddressInfo).port}` },
  });
  vi.stubGlobal('WebSocket', WebSocket);
});

afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
  vi.unstubAllGlobals();
});

function subscribe(refresh = async () => true) {
  const live = createLiveConnection();
  const seen: unknown[] = [];
  const forward = createLiveSocket(live, refresh, () => seen.push('signed out'));
  const { unsubscribe } = forward({ query: 'subscription { changed }', variables: {} } as never, {} as never).subscribe(
    {
      next: (result) => seen.push(result),
      error: (error) => seen.push(error),
      complete: () => seen.push('complete'),
    },
  );
  return { live, seen, unsubscribe };
}

const times = (count: number) => vi.waitFor(() => expect(subscribed).toHaveLength(count), 10_000);
const at = (index: number) => subscribed[index] as (typeof subscribed)[number];

it.each(['SLOW_CONSUMER', 'SUBSCRIPTION_SOURCE_LOST', 'SUBSCRIPTION_SCHEMA_RELOAD'])(
  'runs again after %s, lets pages catch up, and shows nobody an end',
  async (code) => {
    const { live, seen, unsubscribe } = subscribe();
    await times(1);
    const { id, send } = at(0);
    send({ id, type: 'next', payload: { errors: [{ message: 'ended', extensions: { code } }] } });
    send({ id, type: 'complete' });
    await times(2);
    expect(live.snapshot().epoch).toBe(1);
    at(1).send({ id: at(1).id, type: 'next', payload: { data: { changed: 1 } } });
    await vi.waitFor(() => expect(seen).toEqual([{ data: { changed: 1 } }]), 10_000);
    unsubscribe();
  },
);

it('tells pages of a gap at the ping that announces it and at the event that marks it', async () => {
  const { live, seen, unsubscribe } = subscribe();
  await times(1);
  const { id, send } = at(0);
  send({ type: 'ping' });
  send({ type: 'ping', payload: { resubscribed: [id] } });
  await vi.waitFor(() => expect(live.snapshot().epoch).toBe(1), 10_000);
  send({ id, type: 'next', payload: { data: { changed: 1 }, extensions: { resubscribed: true } } });
  await vi.waitFor(() => expect(seen).toHaveLength(1), 10_000);
  expect(live.snapshot().epoch).toBe(2);
  unsubscribe();
});

it('connects again by itself when the router stops, and renews a session that is over', async () => {
  let renewed = 0;
  const { live, seen, unsubscribe } = subscribe(async () => {
    renewed += 1;
    return true;
  });
  await times(1);
  at(0).close(1012);
  await times(2);
  expect(live.snapshot()).toEqual({ state: 'live', epoch: 1 });
  at(1).close(4401);
  await times(3);
  expect(renewed).toBe(1);
  expect(seen).toEqual([]);
  unsubscribe();
});

it('ends when the router completes without a reason', async () => {
  const { seen } = subscribe();
  await times(1);
  at(0).send({ id: at(0).id, type: 'complete' });
  await vi.waitFor(() => expect(seen).toEqual(['complete']), 10_000);
});
