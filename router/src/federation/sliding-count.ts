import type { Clock } from '@wecube/kit';

const BUCKET_MS = 1_000;

/** Counts what happened within the last seconds, in buckets of one second. */
export class SlidingCount {
  readonly #buckets: { second: number; count: number }[];

  constructor(
    seconds: number,
    private readonly clock: Clock,
  ) {
    this.#buckets = Array.from({ length: seconds }, () => ({ second: 0, count: 0 }));
  }

  add(): void {
    const second = this.#second();
    const bucket = this.#buckets[second % this.#buckets.length] as { second: number; count: number };
    if (bucket.second !== second) Object.assign(bucket, { second, count: 0 });
    bucket.count += 1;
  }

  get total(): number {
    const oldest = this.#second() - this.#buckets.length;
    let total = 0;
    for (const { second, count } of this.#buckets) if (second > oldest) total += count;
    return total;
  }

  clear(): void {
    for (const bucket of this.#buckets) bucket.count = 0;
  }

  #second(): number {
    return Math.floor(this.clock.now() / BUCKET_MS);
  }
}
