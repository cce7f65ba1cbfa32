import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway, Ground } from './gateways/gateway.ts';
import { ask, dataOf } from './load/ask.ts';
import { processorSeconds } from './load/processor-time.ts';
import { type Figures, load } from './load/wrk.ts';
import { startWorld } from './subgraphs/start-world.ts';
import { supergraphOf } from './subgraphs/world.ts';
import type { Workload } from './workloads.ts';

const CONNECTIONS = 50;
/** Long enough for all of them to be compiled by the machine of JavaScript, even when it shares its core. */
const WARM_UP_SECONDS = 12;

export type Options = { rounds: number; seconds: number };

export type Sample = {
  workload: string;
  letter: string;
  gateway: string;
  round: number;
  /** Fifty requests at a time. */
  busy: Figures;
  /** Requests per second of processor time of the gateway: what it would give with its core for itself. */
  perProcessorSecond?: number;
  /** One request at a time: what a gateway adds to the time of an answer. */
  calm: Figures;
  loadAverage: number;
};

export type Measured = { samples: Sample[]; answerBytes: number; fromMemory: boolean };

/** Every gateway in turn, round by round, so that what else the machine does meets all of them alike. */
export async function measureQueries(workload: Workload, options: Options): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-bench-'));
  const world = await startWorld(workload.world);
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphOf(workload.world, world.origin));
  const subgraphs = workload.world.subgraphs.map(({ name }) => name);
  const ground: Ground = { folder, origin: world.origin, supergraph, subgraphs, single: workload.single };
  const gateways: Gateway[] = [];
  try {
    for (const start of workload.gateways) gateways.push(await start(ground));
    const answerBytes = await expectEqualAnswers(workload, gateways);
    for (const gateway of gateways)
      await load(gateway.url, workload.operation, { ...gateway, connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
    const samples: Sample[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const gateway of gateways) samples.push(await sample(workload, gateway, round, options.seconds));
    }
    return { samples, answerBytes, fromMemory: world.fromMemory };
  } finally {
    for (const gateway of gateways) await gateway.stop();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sample(workload: Workload, gateway: Gateway, round: number, seconds: number): Promise<Sample> {
  const { operation, title, letter } = workload;
  const before = processorSecondsOf(gateway);
  const busy = await load(gateway.url, operation, { ...gateway, connections: CONNECTIONS, seconds });
  const worked = processorSecondsOf(gateway) - before;
  const perProcessorSecond = worked > 0 ? Math.round((busy.requestsPerSecond * seconds * 10) / worked) / 10 : undefined;
  const calm = await load(gateway.url, operation, { ...gateway, connections: 1, seconds: Math.ceil(seconds / 2) });
  const loadAverage = loadavg()[0] ?? 0;
  process.stderr.write(
    `${title}, round ${round}: ${gateway.name} ${busy.requestsPerSecond}/s, ${perProcessorSecond} per second of processor, p50 ${busy.p50} ms, alone ${calm.p50} ms\n`,
  );
  if (busy.failed + busy.timeouts > 0) process.stderr.write(`  ${busy.failed} failed, ${busy.timeouts} timed out\n`);
  return { workload: title, letter, gateway: gateway.name, round, busy, perProcessorSecond, calm, loadAverage };
}

/** The same data in the same order from everybody, else the figures would say nothing; gives the size of the answer. */
async function expectEqualAnswers({ operation, title }: Workload, gateways: readonly Gateway[]): Promise<number> {
  const answers = await Promise.all(gateways.map(({ url, token }) => ask(url, operation, token)));
  const [expected = '', ...others] = answers.map(dataOf);
  const different = gateways.slice(1).filter((_gateway, index) => others[index] !== expected);
  if (different.length === 0) return Buffer.byteLength(answers[0] ?? '');
  const names = different.map(({ name }) => name).join(', ');
  throw new Error(`${title}: ${names} answered other data than ${gateways[0]?.name}`);
}

function processorSecondsOf({ process: child }: Gateway): number {
  return child?.pid ? processorSeconds(child.pid) : 0;
}
