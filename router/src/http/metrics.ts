type Labels = Readonly<Record<string, string | number>>;

/** Counts for Prometheus: a few counters and gauges in its text format, without a library. */
export class Metrics {
  readonly #counters = new Map<string, { help: string; values: Map<string, number> }>();
  readonly #gauges: { name: string; help: string; read: () => number }[] = [];

  counter(name: string, help: string): (labels: Labels) => void {
    const values = new Map<string, number>();
    this.#counters.set(name, { help, values });
    return (labels) => {
      const key = print(labels);
      values.set(key, (values.get(key) ?? 0) + 1);
    };
  }

  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.push({ name, help, read });
  }

  render(): string {
    const counters = [...this.#counters].flatMap(([name, { help, values }]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} counter`,
      ...[...values].map(([labels, value]) => `${name}${labels} ${value}`),
    ]);
    const gauges = this.#gauges.flatMap(({ name, help, read }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      `${name} ${read()}`,
    ]);
    return `${[...counters, ...gauges].join('\n')}\n`;
  }
}

function print(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${String(value).replace(/["\\\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
