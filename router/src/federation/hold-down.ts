import type { Clock } from '@wecube/kit';

export type HoldDownOptions = { holdMs: number; longestHoldMs: number; flapWindowMs: number };

/** How long an instance that came back must stay healthy before it is preferred again: longer, the more often it fell. */
export class HoldDown {
  #falls: number[] = [];
  #until = 0;

  constructor(
    private readonly options: HoldDownOptions,
    private readonly clock: Clock,
  ) {}

  fell(): void {
    const now = this.clock.now();
    this.#falls = [...this.#falls.filter((at) => at > now - this.options.flapWindowMs), now];
    this.#until = 0;
  }

  /** Starts the hold-down; an instance that never fell has none. */
  cameBack(): void {
    const flaps = this.#recentFalls();
    if (flaps === 0) return;
    const { holdMs, longestHoldMs } = this.options;
    this.#until = this.clock.now() + Math.min(holdMs * 2 ** (flaps - 1), longestHoldMs);
  }

  /** When it ends, or null when there is none at present. */
  get until(): number | null {
    return this.#until > this.clock.now() ? this.#until : null;
  }

  #recentFalls(): number {
    const oldest = this.clock.now() - this.options.flapWindowMs;
    return this.#falls.filter((at) => at > oldest).length;
  }
}
