import type { Clock } from '@wecube/kit';

const SAMPLES = 512;
const WINDOW_MS = 60_000;

export type Percentiles = { p50: number; p95: number };

/** How long the answers of the last minute took, at most the last 512 of them. */
export class LatencyWindow {
  readonly #took = new Float64Array(SAMPLES);
  readonly #at = new Float64Array(SAMPLES);
  #next = 0;

  constructor(private readonly clock: Clock) {}

  add(milliseconds: number): void {
    const slot = this.#next % SAMPLES;
    this.#took[slot] = milliseconds;
    this.#at[slot] = this.clock.now();
    this.#next += 1;
  }

  /** Null when nothing was answered within the last minute. */
  get percentiles(): Percentiles | null {
    const oldest = this.clock.now() - WINDOW_MS;
    const recent = this.#took.filter((_, slot) => (this.#at[slot] as number) > oldest).sort();
    if (recent.length === 0) return null;
    const at = (part: number) => Math.round((recent[Math.ceil(part * recent.length) - 1] as number) * 10) / 10;
    return { p50: at(0.5), p95: at(0.95) };
  }
}
