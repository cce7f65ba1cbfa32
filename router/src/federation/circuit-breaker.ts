import type { Clock } from '@wecube/kit';
import { SlidingCount } from './sliding-count.ts';

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export type CircuitBreakerOptions = {
  /** Failures in a row that open it. */
  failuresToOpen: number;
  openMs: number;
  /** The pause doubles each time the probe fails, up to this. */
  longestOpenMs: number;
  /** Opens too when this part of the recent requests failed, if there were enough of them. */
  failureRatio: number;
  enoughRequests: number;
};

/** What a request holds from its beginning to its end; only a request that began after the breaker opened may close it. */
export type BreakerTicket = { readonly opening: number; readonly probe: boolean };

const WINDOW_SECONDS = 10;

/** Keeps traffic from an instance that just failed repeatedly; after a pause exactly one request may try it again. */
export class CircuitBreaker {
  #failures = 0;
  #openings = 0;
  #failedProbes = 0;
  #openUntil = 0;
  #probe: BreakerTicket | undefined;
  readonly #ended: SlidingCount;
  readonly #failed: SlidingCount;

  constructor(
    private readonly options: CircuitBreakerOptions,
    private readonly clock: Clock,
  ) {
    this.#ended = new SlidingCount(WINDOW_SECONDS, clock);
    this.#failed = new SlidingCount(WINDOW_SECONDS, clock);
  }

  get state(): BreakerState {
    if (this.#openUntil === 0) return 'CLOSED';
    return this.clock.now() < this.#openUntil ? 'OPEN' : 'HALF_OPEN';
  }

  /** Whether the one probe of a half-open breaker is to be had. */
  get wantsProbe(): boolean {
    return this.state === 'HALF_OPEN' && this.#probe === undefined;
  }

  /** Call before a request; while half open the first one is the probe. */
  begin(): BreakerTicket {
    const ticket = { opening: this.#openings, probe: this.wantsProbe };
    if (ticket.probe) this.#probe = ticket;
    return ticket;
  }

  succeed(ticket: BreakerTicket): void {
    this.release(ticket);
    this.#ended.add();
    if (ticket.opening === this.#openings) this.reset();
  }

  fail(ticket: BreakerTicket): void {
    this.release(ticket);
    this.#ended.add();
    this.#failed.add();
    // Those that began before it opened tell of the same trouble again.
    if (ticket.opening !== this.#openings) return;
    this.#failures += 1;
    if (this.#openUntil > 0) this.#openAgain();
    else if (this.#isTooMuch()) this.#open();
  }

  /** The request ended without saying anything about the instance, such as when the client left. */
  release(ticket: BreakerTicket): void {
    if (this.#probe === ticket) this.#probe = undefined;
  }

  /** Closes it, whatever was before: the instance is known to work. */
  reset(): void {
    this.#failures = 0;
    if (this.#openUntil === 0) return;
    this.#openUntil = 0;
    this.#failedProbes = 0;
    this.#ended.clear();
    this.#failed.clear();
  }

  #isTooMuch(): boolean {
    const { failuresToOpen, failureRatio, enoughRequests } = this.options;
    if (this.#failures >= failuresToOpen) return true;
    const ended = this.#ended.total;
    return ended >= enoughRequests && this.#failed.total / ended >= failureRatio;
  }

  #openAgain(): void {
    // In panic mode many requests pass at once; together they are one failed probe.
    if (this.state === 'HALF_OPEN') this.#failedProbes += 1;
    this.#open();
  }

  #open(): void {
    const { openMs, longestOpenMs } = this.options;
    this.#openings += 1;
    this.#openUntil = this.clock.now() + Math.min(openMs * 2 ** this.#failedProbes, longestOpenMs);
  }
}
