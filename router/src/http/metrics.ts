import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Labels = Readonly<Record<string, string | number>>;
type Sample = { labels: Labels; value: number };

/** Figures for Prometheus, with those of the process. Every router has its own: two in one process do not mix. */
export class Metrics {
  readonly #registry = new Registry();
  readonly contentType = this.#registry.contentType;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Returns what counts one more. The labels of the first call are those of all. */
  counter(name: string, help: string): (labels: Labels) => void {
    let counter: Counter | undefined;
    return (labels) => {
      counter ??= new Counter({ name, help, labelNames: Object.keys(labels), registers: [this.#registry] });
      counter.inc(labels);
    };
  }

  /** Read whenever someone asks for the metrics: one number, or one for each set of labels. */
  gauge(name: string, help: string, read: () => number | readonly Sample[], labelNames: readonly string[] = []): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      collect() {
        const value = read();
        if (typeof value === 'number') return this.set(value);
        this.reset();
        for (const sample of value) this.set(sample.labels, sample.value);
      },
    });
  }

  /** Returns what notes a value, such as a duration in seconds. The labels of the first call are those of all. */
  histogram(name: string, help: string, buckets: readonly number[]): (labels: Labels, value: number) => void {
    let histogram: Histogram | undefined;
    return (labels, value) => {
      histogram ??= new Histogram({
        name,
        help,
        buckets: [...buckets],
        labelNames: Object.keys(labels),
        registers: [this.#registry],
      });
      histogram.observe(labels, value);
    };
  }

  render(): Promise<string> {
    return this.#registry.metrics();
  }
}
