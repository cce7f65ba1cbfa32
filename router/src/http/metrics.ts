import { collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import { CounterTally, HistogramTally, type ReadableMetric } from './tallies.ts';

export type Labels = Readonly<Record<string, string | number>>;
type Sample = { labels: Labels; value: number };

/** Figures for Prometheus, with those of the process. Every router has its own: two in one process do not mix. */
export class Metrics {
  readonly #registry = new Registry();
  readonly contentType = this.#registry.contentType;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Returns what counts one more. Every call gives the same labels in the same order. */
  counter(name: string, help: string): (labels: Labels) => void {
    const tally = new CounterTally(name, help);
    this.#register(tally);
    return (labels) => tally.add(labels);
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

  /** Returns what notes a value, such as a duration in seconds. Every call gives the same labels in the same order. */
  histogram(name: string, help: string, buckets: readonly number[]): (labels: Labels, value: number) => void {
    const tally = new HistogramTally(name, help, buckets);
    this.#register(tally);
    return (labels, value) => tally.add(labels, value);
  }

  render(): Promise<string> {
    return this.#registry.metrics();
  }

  // The registry asks a metric for its name and its values and nothing else.
  #register(metric: ReadableMetric): void {
    this.#registry.registerMetric(metric as unknown as Metric<string>);
  }
}
