import type { Connections, PostRequest, PostResult } from './connections.ts';
import { Exchange } from './exchange.ts';
import { LeanConnection } from './lean-connection.ts';

type LeanConnectionsOptions = {
  address: { host: string; port: number; name: string };
  connectTimeoutMs: number;
  /** How long an unused connection is kept. */
  keepMs: number;
  most: number;
};

/** Deadlines and unused connections are looked after this often, all at once: a timer for each would cost more. */
const ROUND_MS = 100;

/**
 * Kept connections to one instance over plain HTTP/1.1, one request at a time on each. A request costs one write and
 * one read: what a general client does beside that is most of the time of a small query.
 */
export class LeanConnections implements Connections {
  readonly #all = new Set<LeanConnection>();
  readonly #idle: LeanConnection[] = [];
  readonly #waiting: Exchange[] = [];
  readonly #running = new Set<Exchange>();
  #round: NodeJS.Timeout | undefined;
  #onEmpty: (() => void) | undefined;

  constructor(readonly options: LeanConnectionsOptions) {}

  post(request: PostRequest): Promise<PostResult> {
    return new Promise((resolve) =>
      this.start(request, (result) => {
        resolve(result.kind === 'answered' ? { ...result, body: Buffer.from(result.body) } : result);
      }),
    );
  }

  async close(): Promise<void> {
    if (this.#onEmpty) return;
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    for (const connection of this.#idle.splice(0)) connection.destroy();
    this.#settleIfEmpty();
    await empty;
    clearInterval(this.#round);
  }

  /** The connection has nothing to do any more and may be used for `keepMs`. */
  freed(connection: LeanConnection, keepMs: number): void {
    const next = this.#nextWaiting();
    if (keepMs <= 0 || (this.#onEmpty && !next)) return void connection.destroy();
    if (next) return void connection.carry(next);
    connection.freeUntil = performance.now() + Math.min(keepMs, this.options.keepMs);
    this.#idle.push(connection);
  }

  /** The connection has ended. */
  lost(connection: LeanConnection): void {
    this.#all.delete(connection);
    const place = this.#idle.indexOf(connection);
    if (place !== -1) this.#idle.splice(place, 1);
    const next = this.#nextWaiting();
    if (next) this.#open().carry(next);
    this.#settleIfEmpty();
  }

  /** The same without a promise. The body of an answer is only good during the call. */
  start(request: PostRequest, resolve: (result: PostResult) => void): void {
    if (this.#onEmpty) return void resolve({ kind: 'failed', sent: false, reason: 'CLOSED' });
    const exchange: Exchange = new Exchange(request, (result) => {
      this.#running.delete(exchange);
      resolve(result);
    });
    exchange.begin();
    if (exchange.over) return;
    this.#running.add(exchange);
    this.#round ??= setInterval(() => this.#lookAfter(), ROUND_MS).unref();
    const connection = this.#idle.pop() ?? (this.#all.size < this.options.most ? this.#open() : undefined);
    if (connection) connection.carry(exchange);
    else this.#waiting.push(exchange);
  }

  #open(): LeanConnection {
    const connection = new LeanConnection(this);
    this.#all.add(connection);
    return connection;
  }

  #nextWaiting(): Exchange | undefined {
    let next = this.#waiting.shift();
    while (next?.over) next = this.#waiting.shift();
    return next;
  }

  #lookAfter(): void {
    const now = performance.now();
    for (const exchange of this.#running) if (exchange.deadline <= now) exchange.timedOut();
    // The longest unused come first, for the last one is taken first.
    while (this.#idle[0] && this.#idle[0].freeUntil <= now) this.#idle.shift()?.destroy();
    if (this.#running.size > 0 || this.#idle.length > 0) return;
    clearInterval(this.#round);
    this.#round = undefined;
  }

  #settleIfEmpty(): void {
    if (this.#all.size === 0 && this.#waiting.length === 0) this.#onEmpty?.();
  }
}
