import { type Clock, systemClock } from '@wecube/kit';
import { Pool, request } from 'undici';
import { CircuitBreaker } from './circuit-breaker.ts';

export type InstanceAddress = { url: string; wsUrl?: string };
export type InstanceState = 'UP' | 'DOWN' | 'DRAINING';

export type InstanceOptions = {
  /** Failed probes in a row that take an instance down, answered ones that bring it back. */
  fall: number;
  rise: number;
  probeTimeoutMs: number;
  connectTimeoutMs: number;
  failuresToOpen: number;
  openMs: number;
  clock: Clock;
};

export const defaultInstanceOptions: InstanceOptions = {
  fall: 2,
  rise: 1,
  probeTimeoutMs: 2_000,
  connectTimeoutMs: 1_000,
  failuresToOpen: 3,
  openMs: 2_000,
  clock: systemClock,
};

/** One address that serves a subgraph, with its connections and what is known of its health. */
export class Instance {
  readonly url: string;
  readonly wsUrl: string;
  readonly path: string;
  readonly connections: Pool;
  readonly breaker: CircuitBreaker;
  /** Counts as down until the first probe is answered; it is tried nevertheless when there is nothing better. */
  state: InstanceState = 'DOWN';
  lastError: string | null = null;
  checkedAt: number | null = null;
  latencyMs: number | null = null;
  inFlight = 0;
  #streak = 0;
  readonly #leaving = new AbortController();

  constructor(
    address: InstanceAddress,
    private readonly options: InstanceOptions = defaultInstanceOptions,
  ) {
    const url = new URL(address.url);
    this.url = address.url;
    this.wsUrl = address.wsUrl ?? address.url.replace(/^http/, 'ws');
    this.path = url.pathname + url.search;
    // Idle connections are dropped before the subgraph drops them (Node does after 5 s): a mutation must not meet a stale one.
    this.connections = new Pool(url.origin, {
      connections: 64,
      pipelining: 1,
      keepAliveTimeout: 4_000,
      connect: { timeout: options.connectTimeoutMs },
    });
    this.breaker = new CircuitBreaker(options, options.clock);
  }

  get available(): boolean {
    return this.state === 'UP' && this.breaker.allows();
  }

  /** Aborted when the instance leaves the pool: its subscriptions must move. */
  get left(): AbortSignal {
    return this.#leaving.signal;
  }

  succeeded(): void {
    this.breaker.succeed();
    this.lastError = null;
  }

  failed(reason: string): void {
    this.breaker.fail();
    this.lastError = reason;
  }

  /** Asks `GET /health`; true when the state changed. */
  async probe(): Promise<boolean> {
    const started = performance.now();
    const error = await this.#askHealth();
    const before = this.state;
    this.checkedAt = this.options.clock.now();
    if (error === null) this.latencyMs = Math.round((performance.now() - started) * 10) / 10;
    this.#count(error);
    return this.state !== before;
  }

  /** Takes no new requests, finishes those in hand and closes its connections. */
  async leave(): Promise<void> {
    this.state = 'DRAINING';
    this.#leaving.abort();
    await this.connections.close();
  }

  #count(error: string | null): void {
    if (this.state === 'DRAINING') return;
    this.#streak = error === null ? Math.max(1, this.#streak + 1) : Math.min(-1, this.#streak - 1);
    if (error !== null) this.lastError = error;
    if (this.#streak <= -this.options.fall) this.state = 'DOWN';
    if (this.#streak < this.options.rise || this.state === 'UP') return;
    this.state = 'UP';
    this.succeeded();
  }

  async #askHealth(): Promise<string | null> {
    try {
      const answer = await request(new URL('/health', this.url), {
        dispatcher: this.connections,
        headersTimeout: this.options.probeTimeoutMs,
        bodyTimeout: this.options.probeTimeoutMs,
      });
      await answer.body.dump();
      return answer.statusCode < 500 ? null : `GET /health answered ${answer.statusCode}`;
    } catch (error) {
      return (error as Error).message || (error as Error).name;
    }
  }
}
