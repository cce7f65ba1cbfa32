import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // nginx would hold events back.
  'x-accel-buffering': 'no',
};

/** The events of one answer. Each is written only when the one before has left; between them comments keep the way open. */
export class SseStream {
  readonly #gone = new AbortController();
  readonly #keepAlive: NodeJS.Timeout;
  #stuck = false;

  constructor(
    private readonly response: ServerResponse,
    pingMs: number,
    private readonly vanished: () => void,
  ) {
    response.once('close', () => this.#stop());
    response.writeHead(200, HEADERS);
    // Some browsers take headers alone for no answer yet.
    response.write(':\n\n');
    this.#keepAlive = setInterval(() => this.#ping(), pingMs);
    if (response.destroyed) this.#stop();
  }

  /** Calls the listener when the client has left or the stream has ended, at once if that is so. */
  onGone(listener: () => void): void {
    if (this.#gone.signal.aborted) listener();
    else this.#gone.signal.addEventListener('abort', listener, { once: true });
  }

  /** Resolves when the client can take more, or has left. */
  async next(json: string): Promise<void> {
    await this.#write(`event: next\ndata: ${json}\n\n`);
  }

  /** Says that nothing more comes, after a last result if there is one. */
  async complete(json?: string): Promise<void> {
    if (json !== undefined) await this.next(json);
    await this.#write('event: complete\ndata:\n\n');
    this.response.end();
  }

  /** Without `complete`, as when the connection broke: the client asks again, and then learns what has become of its session. */
  cut(): void {
    this.#stop();
    this.response.end();
  }

  async #write(text: string): Promise<void> {
    if (this.#gone.signal.aborted || this.response.write(text)) return;
    await once(this.response, 'drain', { signal: this.#gone.signal }).catch(() => {});
  }

  /** A client that has taken nothing for as long as two comments is not there any more. */
  #ping(): void {
    if (!this.response.writableNeedDrain) {
      this.#stuck = false;
      this.response.write(':\n\n');
    } else if (this.#stuck) {
      this.vanished();
      this.response.destroy();
    } else {
      this.#stuck = true;
    }
  }

  #stop(): void {
    clearInterval(this.#keepAlive);
    this.#gone.abort();
  }
}
