import type { Sample } from './measure-queries.ts';

export type Line = {
  gateway: string;
  requestsPerSecond: number;
  /** How many times the requests per second of plain Apollo, of the better Hive Gateway and of nginx. */
  timesApollo?: number;
  timesHive?: number;
  shareOfNginx?: number;
  /** The same by requests per second of processor time, which other work on the machine does not blur. */
  byProcessor: { perSecond?: number; timesApollo?: number; timesHive?: number; shareOfNginx?: number };
  p50: number;
  p99: number;
  failed: number;
  calmP50: number;
  /** Milliseconds added to the answer of the subgraph when nothing else is asked. */
  addedMs?: number;
};

/** Medians over the rounds; ratios are taken within a round and only then their median. */
export function summarize(samples: readonly Sample[]): Line[] {
  const names = [...new Set(samples.map(({ gateway }) => gateway))];
  return names.map((gateway) => {
    const own = samples.filter((sample) => sample.gateway === gateway);
    const against = (...others: string[]) => median(own.flatMap((sample) => ratio(sample, samples, others, perSecond)));
    const worked = (...others: string[]) =>
      median(own.flatMap((sample) => ratio(sample, samples, others, perProcessorSecond)));
    const added = own.flatMap((sample) => sample.calm.p50 - (peer(samples, sample, 'direct')?.calm.p50 ?? Number.NaN));
    return {
      gateway,
      requestsPerSecond: median(own.map(({ busy }) => busy.requestsPerSecond)) ?? 0,
      timesApollo: against('apollo'),
      timesHive: against('hive-js', 'hive-native'),
      shareOfNginx: against('nginx'),
      byProcessor: {
        perSecond: median(own.map(perProcessorSecond)),
        timesApollo: worked('apollo'),
        timesHive: worked('hive-js', 'hive-native'),
        shareOfNginx: worked('nginx'),
      },
      p50: median(own.map(({ busy }) => busy.p50)) ?? 0,
      p99: median(own.map(({ busy }) => busy.p99)) ?? 0,
      failed: own.reduce((sum, { busy }) => sum + busy.failed + busy.timeouts, 0),
      calmP50: median(own.map(({ calm }) => calm.p50)) ?? 0,
      addedMs: median(added),
    };
  });
}

type Measure = (sample: Sample) => number;

const perSecond: Measure = ({ busy }) => busy.requestsPerSecond;
const perProcessorSecond: Measure = (sample) => sample.perProcessorSecond ?? Number.NaN;

/** How a sample stands to the best of its rivals in the same round. */
function ratio(sample: Sample, samples: readonly Sample[], others: readonly string[], measure: Measure): number[] {
  const rivals = others.flatMap((other) => peer(samples, sample, other) ?? []).map(measure);
  return rivals.length === 0 ? [] : [measure(sample) / Math.max(...rivals)];
}

function peer(samples: readonly Sample[], { round }: Sample, gateway: string): Sample | undefined {
  return samples.find((sample) => sample.round === round && sample.gateway === gateway);
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? undefined : Math.round(middle * 1_000) / 1_000;
}
