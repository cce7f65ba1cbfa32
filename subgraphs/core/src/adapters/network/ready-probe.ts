import { once } from 'node:events';
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
  const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs), redirect: 'manual' });
  await answer.body?.cancel();
  if (answer.status >= 400) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
}

function reasonOf(error: unknown, limitMs: number): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError' || name === 'AbortError') return `no answer within ${limitMs} ms`;
  const code = cause?.code ?? (error as NodeJS.ErrnoException).code;
  return code === 'ECONNREFUSED' ? 'nothing listens on its port' : message;
}
