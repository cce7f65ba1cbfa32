import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import { until } from './test-router.ts';

export type RawMessage = { type: string; id?: string; payload?: Record<string, unknown> | Record<string, unknown>[] };
export type RawSocket = Awaited<ReturnType<typeof openRawSocket>>;

type RawOptions = ClientOptions & { protocol?: string; token?: string };

/** A WebSocket to /graphql without a protocol library: what is sent and what comes is seen as it is. */
export async function openRawSocket(
  url: string,
  { protocol = 'graphql-transport-ws', token, ...options }: RawOptions = {},
) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, options);
  const messages: RawMessage[] = [];
  let end: string | undefined;
  const closed = new Promise<string>((resolve) => {
    socket.on('close', (code, reason) => {
      end = `${code} ${reason}`.trim();
      resolve(end);
    });
  });
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as RawMessage));
  await once(socket, 'open');
  const raw = {
    socket,
    messages,
    closed,
    /** Undefined while it is open, then the code and reason of its close. */
    end: () => end,
    send: (message: object | string) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    subscribe: (id: string, query: string, more: object = {}) =>
      raw.send({ id, type: 'subscribe', payload: { query, ...more } }),
    /** The first message of this type (and id) that has come or comes. */
    async message(type: string, id?: string): Promise<RawMessage> {
      const found = () => messages.find((message) => message.type === type && (id === undefined || message.id === id));
      await until(() => found() !== undefined || end !== undefined);
      return found() ?? { type: `closed ${end}` };
    },
  };
  if (token !== undefined) {
    raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await raw.message('connection_ack');
  }
  return raw;
}
