import type { Dispatcher } from 'undici';
import type { WhenGone } from '../router-context.ts';

export type PostRequest = {
  path: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  whenGone: WhenGone;
};

/** How a request ended. `sent` tells whether any byte of it may have left: if not, it was certainly not executed. */
export type PostResult =
  | { kind: 'answered'; status: number; retryAfter: string | undefined; text: string }
  | { kind: 'failed'; sent: boolean; reason: string }
  | { kind: 'timed-out'; sent: boolean }
  | { kind: 'cancelled' };

type Headers = Record<string, string | string[] | undefined>;

/** Timers of about the same length share one list in Node; exact milliseconds would make a list each. */
const TIMER_STEP_MS = 100;

/** Posts to one instance and collects the answer. Never rejects; stops when the time is over or the client leaves. */
export function post(connections: Dispatcher, request: PostRequest): Promise<PostResult> {
  return new Promise((resolve) => new Post(resolve).start(connections, request));
}

// A dispatch handler is the shortest way through undici: no streams, no AbortSignal per call.
class Post implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #over = false;
  #status = 0;
  #retryAfter: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  readonly #chunks: Buffer[] = [];

  constructor(private readonly resolve: (result: PostResult) => void) {}

  start(connections: Dispatcher, { path, headers, body, timeoutMs, whenGone }: PostRequest): void {
    this.#stopListening = whenGone(() => this.#stop({ kind: 'cancelled' }));
    if (this.#over) return;
    this.#timer = setTimeout(() => this.#stop({ kind: 'timed-out', sent: this.#sent }), coarse(timeoutMs));
    try {
      connections.dispatch({ method: 'POST', path, headers, body, headersTimeout: 0, bodyTimeout: 0 }, this);
    } catch (error) {
      this.#fail(error);
    }
  }

  // Called right before the first byte is written, so what fails earlier was not sent.
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(new Error('given up'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    const retryAfter = headers['retry-after'];
    this.#retryAfter = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first = Buffer.alloc(0)] = this.#chunks;
    const text = (this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first).toString('utf8');
    this.#settle({ kind: 'answered', status: this.#status, retryAfter: this.#retryAfter, text });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  get #sent(): boolean {
    return this.#controller !== undefined;
  }

  #fail(error: unknown): void {
    this.#settle({ kind: 'failed', sent: this.#sent, reason: reasonOf(error) });
  }

  #stop(result: PostResult): void {
    this.#settle(result);
    this.#controller?.abort(new Error('given up'));
  }

  #settle(result: PostResult): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#stopListening?.();
    this.resolve(result);
  }
}

function coarse(ms: number): number {
  return ms > 10 * TIMER_STEP_MS ? Math.ceil(ms / TIMER_STEP_MS) * TIMER_STEP_MS : ms;
}

function reasonOf(error: unknown): string {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string };
  return code ?? cause?.code ?? name ?? 'unknown error';
}
