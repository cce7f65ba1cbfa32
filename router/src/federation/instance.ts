import { type Clock, systemClock } from '@wecube/kit';
import { request } from 'undici';
import { type BreakerTicket, CircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.ts';
import type { Connections } from './connections.ts';
import { HoldDown, type HoldDownOptions } from './hold-down.ts';
import { freshConnections, keptConnections } from './instance-connections.ts';
import { type ChangeReason, InstanceHistory, type InstanceState } from './instance-history.ts';
import { LatencyWindow } from './latency-window.ts';
import { LeanConnections } from './lean-connections.ts';
import type { Outcome } from './outcome.ts';
import type { UndiciConnections } from './undici-connections.ts';

export type InstanceAddress = { url: string; wsUrl?: string };

export type InstanceOptions = CircuitBreakerOptions &
  HoldDownOptions & {
    /** Failed probes in a row that take an instance down, answered ones that bring it back after it fell. */
    fall: number;
    rise: number;
    probeTimeoutMs: number;
    connectTimeoutMs: number;
    /** How long subscriptions have to move before the connections of an instance that left are cut. */
    moveMs: number;
    clock: Clock;
  };

export const defaultInstanceOptions: InstanceOptions = {
  fall: 2,
  rise: 2,
  probeTimeoutMs: 2_000,
  connectTimeoutMs: 1_000,
  failuresToOpen: 3,
  openMs: 2_000,
  longestOpenMs: 30_000,
  failureRatio: 0.5,
  enoughRequests: 20,
  holdMs: 2_000,
  longestHoldMs: 120_000,
  flapWindowMs: 600_000,
  moveMs: 2_000,
  clock: systemClock,
};

type PutOff = { reason: string; retryAfterMs?: number };

/** One address that serves a subgraph, with its connections and what is known of its health. */
export class Instance {
  readonly url: string;
  readonly wsUrl: string;
  readonly path: string;
  /** For queries; kept open between them. */
  readonly connections: Connections;
  /** The same without a promise, where the address allows that. */
  readonly lean: LeanConnections | undefined;
  /** For mutations and probes; a new one each time. */
  readonly freshConnections: UndiciConnections;
  readonly breaker: CircuitBreaker;
  readonly history: InstanceHistory;
  readonly latency: LatencyWindow;
  readonly holdDown: HoldDown;
  lastError: string | null = null;
  checkedAt: number | null = null;
  /** How long the last probe took. */
  latencyMs: number | null = null;
  inFlight = 0;
  /** Told every change that is worth showing. */
  onChange: () => void = () => {};
  /** Counts as down until the first probe is answered; it is tried nevertheless when there is nothing better. */
  #up = false;
  #wasUp = false;
  #streak = 0;
  #draining = false;
  #leaves = false;
  #putOffUntil = 0;
  readonly #drainListeners = new Set<() => void>();
  readonly #leaving = new AbortController();

  constructor(
    address: InstanceAddress,
    private readonly options: InstanceOptions = defaultInstanceOptions,
  ) {
    const { clock, connectTimeoutMs } = options;
    const url = new URL(address.url);
    this.url = address.url;
    this.wsUrl = address.wsUrl ?? address.url.replace(/^http/, 'ws');
    this.path = url.pathname + url.search;
    this.connections = keptConnections(url.origin, connectTimeoutMs);
    this.lean = this.connections instanceof LeanConnections ? this.connections : undefined;
    this.freshConnections = freshConnections(url.origin, connectTimeoutMs);
    this.breaker = new CircuitBreaker(options, clock);
    this.holdDown = new HoldDown(options, clock);
    this.history = new InstanceHistory(clock);
    this.latency = new LatencyWindow(clock);
  }

  get state(): InstanceState {
    if (this.#draining || this.#leaves) return 'DRAINING';
    return this.#up ? 'UP' : 'DOWN';
  }

  /** Whether it answers its probes and its breaker is closed. */
  get healthy(): boolean {
    return this.state === 'UP' && this.breaker.state === 'CLOSED';
  }

  /** Until when it asked to be left alone (`Retry-After`), or null. */
  get putOffUntil(): number | null {
    return this.#putOffUntil > this.options.clock.now() ? this.#putOffUntil : null;
  }

  /** Aborted when the connections of an instance that left are cut; its subscriptions had time to move. */
  get left(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Calls the listener when the instance begins to drain, at once if it drains already; returns what stops listening. */
  onDrain(listener: () => void): () => void {
    if (this.state === 'DRAINING') listener();
    else this.#drainListeners.add(listener);
    return () => void this.#drainListeners.delete(listener);
  }

  /** Call before a request; what is returned must be told how it ended. */
  begin(): (outcome: Outcome) => void {
    const ticket = this.breaker.begin();
    this.inFlight += 1;
    return (outcome) => {
      this.inFlight -= 1;
      this.#judge(ticket, outcome);
    };
  }

  /** A stream of this instance carried something. */
  succeeded(): void {
    if (this.breaker.state === 'CLOSED') this.breaker.reset();
  }

  /** A stream of this instance was lost. */
  failed(reason: string): void {
    this.#fail(this.breaker.begin(), reason);
  }

  /** Takes no new work from now on and finishes what it has in hand. */
  drain(by: string): void {
    if (this.#draining) return;
    this.#draining = true;
    this.record('DRAINED', by);
    this.#tellDrain();
  }

  resume(by: string): void {
    if (!this.#draining) return;
    this.#draining = false;
    this.record('RESUMED', by);
  }

  record(reason: ChangeReason, detail: string | null = null): void {
    this.history.addChange({ state: this.state, breaker: this.breaker.state, reason, detail });
    this.onChange();
  }

  /** Asks `GET /health`. */
  async probe(): Promise<void> {
    const started = performance.now();
    const error = await this.#askHealth();
    if (this.#leaves) return;
    this.checkedAt = this.options.clock.now();
    if (error === null) this.latencyMs = Math.round((performance.now() - started) * 10) / 10;
    else this.#noteError(error);
    this.#streak = error === null ? Math.max(1, this.#streak + 1) : Math.min(-1, this.#streak - 1);
    if (this.#up && this.#streak <= -this.options.fall) this.#goDown(error);
    else if (!this.#up && this.#streak >= (this.#wasUp ? this.options.rise : 1)) this.#comeUp();
  }

  /** Takes no new requests, lets subscriptions move, finishes the requests in hand and closes its connections. */
  async leave(moveMs = this.options.moveMs): Promise<void> {
    this.#leaves = true;
    this.#tellDrain();
    setTimeout(() => this.#leaving.abort(), moveMs).unref();
    await Promise.all([this.connections.close(), this.freshConnections.close()]);
  }

  #tellDrain(): void {
    const listeners = [...this.#drainListeners];
    this.#drainListeners.clear();
    for (const listener of listeners) listener();
  }

  #judge(ticket: BreakerTicket, outcome: Outcome): void {
    if (outcome.kind === 'answered' || outcome.kind === 'final') this.#succeed(ticket);
    else if (outcome.kind === 'cancelled') this.breaker.release(ticket);
    else if (outcome.kind === 'not-executed' && outcome.retryAfterMs !== undefined) this.#putOff(ticket, outcome);
    else this.#fail(ticket, outcome.reason);
  }

  #succeed(ticket: BreakerTicket): void {
    const before = this.breaker.state;
    this.breaker.succeed(ticket);
    this.lastError = null;
    if (before === 'CLOSED' || this.breaker.state !== 'CLOSED') return;
    this.holdDown.cameBack();
    this.record('BREAKER_CLOSED');
  }

  #fail(ticket: BreakerTicket, reason: string): void {
    const before = this.breaker.state;
    this.breaker.fail(ticket);
    this.#noteError(reason);
    if (before !== 'CLOSED' || this.breaker.state !== 'OPEN') return;
    // One that never was up is still starting.
    if (this.#wasUp) this.holdDown.fell();
    this.record('BREAKER_OPENED', reason);
  }

  // It said itself when to come again, so this is no failure to count.
  #putOff(ticket: BreakerTicket, { reason, retryAfterMs: waitMs = 0 }: PutOff): void {
    const known = this.putOffUntil !== null;
    this.breaker.release(ticket);
    this.#putOffUntil = Math.max(this.#putOffUntil, this.options.clock.now() + waitMs);
    this.#noteError(reason);
    if (!known && waitMs > 0) this.record('PUT_OFF', `${Math.ceil(waitMs / 1_000)} s`);
  }

  #noteError(message: string): void {
    this.lastError = message;
    this.history.addError(message);
  }

  #goDown(error: string | null): void {
    this.#up = false;
    this.holdDown.fell();
    this.record('PROBES_FAILED', error);
  }

  #comeUp(): void {
    const returned = this.#wasUp;
    this.#up = true;
    this.#wasUp = true;
    this.#putOffUntil = 0;
    this.lastError = null;
    this.breaker.reset();
    if (returned) this.holdDown.cameBack();
    this.record(returned ? 'PROBES_ANSWERED' : 'JOINED');
  }

  async #askHealth(): Promise<string | null> {
    try {
      const answer = await request(new URL('/health', this.url), {
        dispatcher: this.freshConnections.pool,
        signal: AbortSignal.timeout(this.options.probeTimeoutMs),
      });
      await answer.body.dump();
      return answer.statusCode < 500 ? null : `GET /health answered ${answer.statusCode}`;
    } catch (error) {
      const { code, message, name } = error as { code?: string; message?: string; name: string };
      return typeof code === 'string' ? code : message || name;
    }
  }
}
