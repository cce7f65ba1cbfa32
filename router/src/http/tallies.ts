import type { Labels } from './metrics.ts';

type Value = { metricName?: string; labels: Labels; value: number };

/** What the registry of prom-client reads of a metric. */
export type ReadableMetric = {
  name: string;
  get(): Promise<{ name: string; help: string; type: string; values: Value[]; aggregator: string }>;
};

/**
 * Numbers by labels, counted in place. prom-client's own counters sort, check and hash the labels of every call, which
 * is more work than the rest of what a small request needs.
 */
class Cells<Cell> {
  readonly #cells = new Map<string, { labels: Labels; cell: Cell }>();

  constructor(private readonly make: () => Cell) {}

  at(labels: Labels): Cell {
    let key = '';
    for (const name in labels) key += `${labels[name]}\n`;
    let known = this.#cells.get(key);
    if (!known) {
      known = { labels, cell: this.make() };
      this.#cells.set(key, known);
    }
    return known.cell;
  }

  all(): { labels: Labels; cell: Cell }[] {
    return [...this.#cells.values()];
  }
}

/** Counts by labels, which every call gives in the same order. */
export class CounterTally implements ReadableMetric {
  readonly #cells = new Cells(() => ({ value: 0 }));

  constructor(
    readonly name: string,
    private readonly help: string,
  ) {}

  add(labels: Labels): void {
    this.#cells.at(labels).value += 1;
  }

  async get() {
    const values = this.#cells.all().map(({ labels, cell: { value } }) => ({ labels, value }));
    return { name: this.name, help: this.help, type: 'counter', values, aggregator: 'sum' };
  }
}

/** Notes values by labels, in buckets up to each of the bounds. */
export class HistogramTally implements ReadableMetric {
  readonly #cells: Cells<{ buckets: Float64Array; sum: number; count: number }>;

  constructor(
    readonly name: string,
    private readonly help: string,
    private readonly bounds: readonly number[],
  ) {
    this.#cells = new Cells(() => ({ buckets: new Float64Array(bounds.length), sum: 0, count: 0 }));
  }

  add(labels: Labels, value: number): void {
    const cell = this.#cells.at(labels);
    cell.sum += value;
    cell.count += 1;
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    if (bucket !== -1) cell.buckets[bucket] = (cell.buckets[bucket] as number) + 1;
  }

  async get() {
    const values = this.#cells.all().flatMap(({ labels, cell }) => this.#valuesOf(labels, cell));
    return { name: this.name, help: this.help, type: 'histogram', values, aggregator: 'sum' };
  }

  #valuesOf(labels: Labels, { buckets, sum, count }: { buckets: Float64Array; sum: number; count: number }): Value[] {
    let below = 0;
    const bucket = (le: number | string, value: number) => ({
      metricName: `${this.name}_bucket`,
      labels: { le, ...labels },
      value,
    });
    const bounded = this.bounds.map((bound, index) => {
      below += buckets[index] as number;
      return bucket(bound, below);
    });
    return [
      ...bounded,
      bucket('+Inf', count),
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: count },
    ];
  }
}
