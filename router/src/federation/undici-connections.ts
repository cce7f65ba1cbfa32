import type { Dispatcher, Pool } from 'undici';
import { type Connections, type PostRequest, type PostResult, reasonOf } from './connections.ts';

/** Lines of text are for lean connections only. */
type NamedHeaders = PostRequest & { headers: Record<string, string> };

type Headers = Record<string, string | string[] | undefined>;

/** Timers of about the same length share one list in Node; exact milliseconds would make a list each. */
const TIMER_STEP_MS = 100;

/** Connections over undici: for TLS, and for whatever is to have a new connection each time. */
export class UndiciConnections implements Connections {
  constructor(readonly pool: Pool) {}

  post(request: PostRequest): Promise<PostResult> {
    return new Promise((resolve) => new Post(resolve).start(this.pool, request as NamedHeaders));
  }

  close(): Promise<void> {
    return this.pool.close();
  }
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

  start(connections: Dispatcher, { path, headers, body, timeoutMs, whenGone }: NamedHeaders): void {
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
    const body = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
    this.#settle({ kind: 'answered', status: this.#status, retryAfter: this.#retryAfter, body });
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
