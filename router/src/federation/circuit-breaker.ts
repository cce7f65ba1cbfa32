import type { Clock } from '@wecube/kit';

export type CircuitBreakerOptions = { failuresToOpen: number; openMs: number };

/** Keeps traffic from an instance that just failed repeatedly; after a pause a single request may try it again. */
export class CircuitBreaker {
  #failures = 0;
  #openUntil = 0;
  #probing = false;

  constructor(
    private readonly options: CircuitBreakerOptions,
    private readonly clock: Clock,
  ) {}

  allows(): boolean {
    return this.#openUntil === 0 || (!this.#probing && this.clock.now() >= this.#openUntil);
  }

  /** Call before a request; while half open it takes the one probe. */
  begin(): void {
    if (this.#openUntil > 0 && this.allows()) this.#probing = true;
  }

  succeed(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#probing = false;
  }

  fail(): void {
    this.#failures += 1;
    if (this.#failures >= this.options.failuresToOpen) this.#openUntil = this.clock.now() + this.options.openMs;
    this.#probing = false;
  }

  /** The request ended without saying anything about the instance, such as when the client left. */
  release(): void {
    this.#probing = false;
  }
}
