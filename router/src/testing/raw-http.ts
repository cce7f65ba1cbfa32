import { connect, type Socket } from 'node:net';
import { until } from './test-router.ts';

export type RawHttp = Awaited<ReturnType<typeof openRawHttp>>;

/** A TCP connection to which bytes are written as they are, and the answers that came over it. */
export async function openRawHttp(url: string) {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port) });
  let received = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
  });
  socket.on('error', () => {});
  let closed = false;
  socket.once('close', () => {
    closed = true;
  });
  return {
    socket,
    write: (bytes: string | Buffer) => void socket.write(bytes),
    closed: () => closed,
    /** The next answer, whole; undefined when the connection ended before. */
    async answer(): Promise<RawAnswer | undefined> {
      let found: RawAnswer | undefined;
      await until(() => {
        found = wholeAnswer(received);
        return found !== undefined || closed;
      });
      if (found) received = received.subarray(found.bytes);
      return found;
    },
  };
}

/** The head without its date, its headers in the order of their names. */
type RawAnswer = { bytes: number; status: number; head: string; body: Buffer };

function wholeAnswer(received: Buffer): RawAnswer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  const bytes = end + 4 + length;
  if (received.length < bytes) return undefined;
  const status = Number(head.slice(9, 12));
  const [first = '', ...lines] = head.replace(/^Date: .*$/m, 'Date: then').split('\r\n');
  return { bytes, status, head: [first, ...lines.sort()].join('\n'), body: received.subarray(end + 4, bytes) };
}

/** The bytes of a POST to /graphql; headers are written as given. */
export function rawPost(body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { host: 'router.example', 'content-type': 'application/json', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /graphql HTTP/1.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
