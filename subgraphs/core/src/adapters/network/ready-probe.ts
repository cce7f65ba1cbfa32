import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { ReadyProbe } from '../../modules/instances/ports.ts';

/** Asks an instance over HTTP when it has a health path, else tries a TCP connection. */
export function createReadyProbe(): ReadyProbe {
  return {
    async ask({ address, port, healthPath }, limitMs) {
      try {
        if (healthPath === '') await tryConnection(address, port, limitMs);
        else await askHttp(`http://${address}:${port}${healthPath.startsWith('/') ? '' : '/'}${healthPath}`, limitMs);
        return { ready: true };
      } catch (error) {
        return { ready: false, reason: reasonOf(error, limitMs) };
      }
    },
  };
}

async function tryConnection(host: string, port: number, limitMs: number): Promise<void> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(limitMs) });
  } finally {
    socket.destroy();
  }
}

async function askHttp(url: string, limitMs: number): Promise<void> {
  // A connection of its own each time: one kept from before says nothing about now.
  const request = get(url, { agent: false, signal: AbortSignal.timeout(limitMs) });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  const { statusCode = 0 } = answer;
  if (statusCode >= 400) throw new Error(`${new URL(url).pathname} answered ${statusCode}`);
}

function reasonOf(error: unknown, limitMs: number): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError') return `no answer within ${limitMs} ms`;
  return code === 'ECONNREFUSED' ? 'nothing listens on its port' : message;
}
