import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import WebSocket from 'ws';

/** Reads the heap of another node process by its inspector. */
export class HeapProbe {
  #calls = 0;

  private constructor(private readonly socket: WebSocket) {}

  /** Of a process that was started with `--inspect=0`; its stderr must be a pipe. */
  static async attach(child: ChildProcess): Promise<HeapProbe> {
    const socket = new WebSocket(await inspectorOf(child), { maxPayload: 0 });
    await once(socket, 'open');
    return new HeapProbe(socket);
  }

  /** MB in use after a full collection. */
  async megabytes(): Promise<number> {
    // What only a finalizer freed is gone after the second one.
    await this.#call('HeapProfiler.collectGarbage');
    await this.#call('HeapProfiler.collectGarbage');
    const { usedSize } = (await this.#call('Runtime.getHeapUsage')) as { usedSize: number };
    return Math.round((usedSize / 1024 ** 2) * 100) / 100;
  }

  close(): void {
    this.socket.close();
  }

  #call(method: string): Promise<unknown> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve) => {
      const read = (data: WebSocket.RawData) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown };
        if (answer.id !== id) return;
        this.socket.off('message', read);
        resolve(answer.result);
      };
      this.socket.on('message', read);
      this.socket.send(JSON.stringify({ id, method }));
    });
  }
}

async function inspectorOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stderr ?? []) {
    text += chunk;
    const [, url] = /Debugger listening on (ws:\S+)/.exec(text) ?? [];
    if (url) {
      child.stderr?.on('data', (more) => process.stderr.write(more)).resume();
      return url;
    }
  }
  throw new Error(`The router did not start: ${text}`);
}
