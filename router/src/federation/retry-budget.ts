import { type Clock, systemClock } from '@wecube/kit';
import { SlidingCount } from './sliding-count.ts';

export type RetryBudgetOptions = {
  /** Part of the recent requests that may be tried again. */
  ratio: number;
  /** Retries that are granted whatever the traffic. */
  minimumPerSecond: number;
  windowSeconds: number;
};

const defaultBudget: RetryBudgetOptions = { ratio: 0.2, minimumPerSecond: 20, windowSeconds: 10 };

/** Keeps retries a small part of the traffic of a subgraph, so that they do not bury it when it is in trouble. */
export class RetryBudget {
  readonly #requests: SlidingCount;
  readonly #retries: SlidingCount;

  constructor(
    private readonly options: RetryBudgetOptions = defaultBudget,
    clock: Clock = systemClock,
  ) {
    this.#requests = new SlidingCount(options.windowSeconds, clock);
    this.#retries = new SlidingCount(options.windowSeconds, clock);
  }

  countRequest(): void {
    this.#requests.add();
  }

  /** Takes one retry; false when the budget is used up. */
  take(): boolean {
    const { ratio, minimumPerSecond, windowSeconds } = this.options;
    const allowed = minimumPerSecond * windowSeconds + ratio * this.#requests.total;
    if (this.#retries.total >= allowed) return false;
    this.#retries.add();
    return true;
  }
}
