import { type Dispatcher, Pool } from 'undici';
import { PluginError } from './plugin-error.ts';

export type HttpExchange = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
  signal?: AbortSignal;
};

export type HttpAnswer = { status: number; text: string };

const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;

/** A pool of kept-alive connections to one instance, whose time limits are those of each exchange. */
export function openPool(origin: string): Pool {
  return new Pool(origin, {
    connections: 256,
    pipelining: 1,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    maxResponseSize: ANSWER_LIMIT_BYTES,
  });
}

/**
 * Sends one request and reads the whole answer. Throws `PluginError`; `delivered` is NO exactly as long as the
 * request was not yet handed to a connection, UNKNOWN after that, YES once an answer began.
 */
export function exchange(pool: Pool, request: HttpExchange): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(request, resolve, reject);
    try {
      pool.dispatch(
        {
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: request.headers,
          body: request.body,
        },
        handler,
      );
    } catch (error) {
      handler.onResponseError(null, error as Error);
    }
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private status = 0;
  private chunks: Buffer[] = [];
  private settled = false;
  private readonly timer: NodeJS.Timeout;
  private readonly request: HttpExchange;
  private readonly resolve: (answer: HttpAnswer) => void;
  private readonly reject: (error: PluginError) => void;

  constructor(request: HttpExchange, resolve: (answer: HttpAnswer) => void, reject: (error: PluginError) => void) {
    this.request = request;
    this.resolve = resolve;
    this.reject = reject;
    this.timer = setTimeout(this.onTimeout, request.timeoutMs);
    request.signal?.addEventListener('abort', this.onAbort, { once: true });
    if (request.signal?.aborted) {
      this.onAbort();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.settled) {
      controller.abort(new Error('given up before it was sent'));
      return;
    }
    this.controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
    this.chunks = [];
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.settle()) {
      const [only] = this.chunks;
      const bytes = this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks);
      this.resolve({ status: this.status, text: bytes.toString('utf8') });
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.settle()) {
      this.reject(this.describe(error));
    }
  }

  private readonly onTimeout = (): void => {
    const seconds = this.request.timeoutMs / 1000;
    this.giveUp('PLUGIN_TIMEOUT', `${this.request.path} did not answer within ${seconds} s`);
  };

  private readonly onAbort = (): void => {
    this.giveUp('PLUGIN_CALL_ABORTED', `the call of ${this.request.path} was given up`);
  };

  private giveUp(code: 'PLUGIN_TIMEOUT' | 'PLUGIN_CALL_ABORTED', message: string): void {
    if (this.settle()) {
      this.reject(new PluginError(code, message, this.delivered()));
      this.controller?.abort(new Error(message));
    }
  }

  /** True the first time: everything after the first outcome is noise. */
  private settle(): boolean {
    if (this.settled) {
      return false;
    }
    this.settled = true;
    clearTimeout(this.timer);
    this.request.signal?.removeEventListener('abort', this.onAbort);
    return true;
  }

  private delivered(): 'NO' | 'UNKNOWN' | 'YES' {
    if (this.status > 0) {
      return 'YES';
    }
    return this.controller === null ? 'NO' : 'UNKNOWN';
  }

  private describe(error: Error): PluginError {
    const delivered = this.delivered();
    const code = (error as { code?: string }).code;
    if (delivered === 'NO') {
      return new PluginError('PLUGIN_UNREACHABLE', `cannot connect: ${reasonOf(error)}`, 'NO', { cause: error });
    }
    if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
      const message = `the answer is larger than ${ANSWER_LIMIT_BYTES} bytes`;
      return new PluginError('PLUGIN_BAD_ANSWER', message, 'YES', { cause: error });
    }
    if (error.name === 'HTTPParserError') {
      return new PluginError('PLUGIN_BAD_ANSWER', `the answer is no HTTP: ${error.message}`, 'UNKNOWN', {
        cause: error,
      });
    }
    const message = `the connection broke before the answer was complete: ${reasonOf(error)}`;
    return new PluginError('PLUGIN_CONNECTION_LOST', message, delivered, { cause: error });
  }
}

function reasonOf(error: Error): string {
  const nested = (error as AggregateError).errors?.[0] as Error | undefined;
  return error.message || nested?.message || (error as { code?: string }).code || error.name;
}
