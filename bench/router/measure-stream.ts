import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { direct, hive, nginx } from './gateways/comparators.ts';
import type { Gateway, Ground, StartGateway } from './gateways/gateway.ts';
import { ours } from './gateways/ours.ts';
import { firstLine, freePort, LOAD_CORE, launch, stop, until } from './load/processes.ts';
import type { Options } from './measure-queries.ts';
import { tickerSubscription, tickerWorld } from './subgraphs/ticker-world.ts';
import { supergraphOf } from './subgraphs/world.ts';

const SUBSCRIBERS = 500;
const BURST = 60;
const EVERY_MS = 100;

type Received = { events: number; seconds: number; p50: number; p99: number };

export type StreamLine = {
  gateway: string;
  /** Events that reached clients per second while a burst was worked off. */
  eventsPerSecond: number;
  /** Milliseconds from publishing to the client at ten events a second. */
  p50: number;
  p99: number;
  /** Of all that should have come. */
  lost: number;
  upstreamSubscriptions: number;
  loadAverage: number;
};

/** Five hundred clients on one stream. Apollo's gateway is missing: it has no subscriptions. */
export async function measureStream({ rounds }: Options): Promise<{ workload: string; lines: StreamLine[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-bench-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const ticker = node('subgraphs/ticker.ts', String(port));
  await firstLine(ticker);
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphOf(tickerWorld, origin));
  const ground: Ground = { folder, origin, supergraph, subgraphs: ['quotes'], single: 'quotes' };
  try {
    const lines: StreamLine[] = [];
    for (const start of [
      direct,
      nginx,
      hive('js'),
      hive('native'),
      ours('js'),
      ours('native'),
    ] satisfies StartGateway[]) {
      const gateway = await start(ground);
      lines.push(await measure(gateway, origin, rounds));
      await gateway.stop();
    }
    return { workload: `${SUBSCRIBERS} subscribers on one stream`, lines };
  } finally {
    await stop(ticker);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ name, url }: Gateway, origin: string, rounds: number): Promise<StreamLine> {
  const clients = node('load/subscribers.ts', url.replace('http', 'ws'), String(SUBSCRIBERS), tickerSubscription);
  const lines = createInterface({ input: clients.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  await lines.next();
  await until(`the stream through ${name}`, async () => Number(await text(`${origin}/listeners`)) > 0);
  await sleep(1_000);
  const upstreamSubscriptions = Number(await text(`${origin}/listeners`));
  const told = async (events: number, every: number): Promise<Received> => {
    await text(`${origin}/publish?events=${events}&every=${every}`);
    return settled(clients, lines, events * SUBSCRIBERS);
  };
  await told(20, EVERY_MS);
  const bursts: Received[] = [];
  for (let round = 0; round < rounds; round += 1) bursts.push(await told(BURST, 0));
  const steady = await told(50, EVERY_MS);
  await stop(clients);
  await until('the end of the streams', async () => Number(await text(`${origin}/listeners`)) === 0);
  const perSecond = bursts.map(({ events, seconds }) => events / seconds).sort((a, b) => a - b);
  const lost = rounds * BURST * SUBSCRIBERS - bursts.reduce((sum, { events }) => sum + events, 0);
  const line = {
    gateway: name,
    eventsPerSecond: Math.round(perSecond[Math.floor(rounds / 2)] ?? 0),
    p50: steady.p50,
    p99: steady.p99,
    lost: lost + 50 * SUBSCRIBERS - steady.events,
    upstreamSubscriptions,
    loadAverage: loadavg()[0] ?? 0,
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return line;
}

/** What the clients got, once nothing more comes or all is there. */
async function settled(clients: ChildProcess, lines: AsyncIterator<string>, expected: number): Promise<Received> {
  const parts: Received[] = [];
  for (let idle = 0; idle < 5; ) {
    await sleep(500);
    clients.kill('SIGUSR2');
    const { value } = await lines.next();
    const part = JSON.parse(value as string) as Received;
    idle = part.events === 0 ? idle + 1 : 0;
    if (part.events > 0) parts.push(part);
    if (sumOf(parts, 'events') >= expected) break;
  }
  const worst = (key: 'p50' | 'p99') => Math.max(0, ...parts.map((part) => part[key]));
  return { events: sumOf(parts, 'events'), seconds: sumOf(parts, 'seconds'), p50: worst('p50'), p99: worst('p99') };
}

function sumOf(parts: readonly Received[], key: 'events' | 'seconds'): number {
  return parts.reduce((sum, part) => sum + part[key], 0);
}

async function text(url: string): Promise<string> {
  return (await fetch(url, { method: 'POST' })).text();
}

function node(script: string, ...args: string[]): ChildProcess {
  const file = join(import.meta.dirname, script);
  return launch({
    core: LOAD_CORE,
    command: process.execPath,
    args: ['--import', 'tsx', file, ...args],
    stderr: 'inherit',
  });
}
