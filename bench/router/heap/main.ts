/**
 * Whether the router forgets what it need not know: `npm run bench:router-heap -- [--requests N] [--swaps N]`.
 * Heap after collection over many requests and over many changes of the graph; the last line is one JSON object.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SignJWT } from 'jose';
import { buildRouter } from '../gateways/ours.ts';
import { ask, dataOf } from '../load/ask.ts';
import { freePort, requireCommands, stop, until } from '../load/processes.ts';
import { load } from '../load/wrk.ts';
import { federatedQuery, shop, smallQuery } from '../subgraphs/shop.ts';
import { startWorld } from '../subgraphs/start-world.ts';
import { HeapProbe } from './heap-probe.ts';
import { growthPer } from './slope.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000000' },
    swaps: { type: 'string', default: '1000' },
  },
});
const STEP = 100;
const KEY = 'a key that only this benchmark knows and needs';
const binary = join(import.meta.dirname, '..', '..', '..', 'router', 'bin', 'wecube-router.mjs');

requireCommands({ '/usr/bin/wrk': 'wrk', '/usr/bin/taskset': 'util-linux' });
buildRouter();
const folder = mkdtempSync(join(tmpdir(), 'wecube-heap-'));
const world = await startWorld(shop);
const address = `http://127.0.0.1:${await freePort()}`;
const router = startRouter();
const probe = await HeapProbe.attach(router);
await until('the router', async () => !(await ask(`${address}/graphql`, { query: smallQuery })).includes('errors'));
const byRequests = await overRequests(Number(values.requests));
const bySwaps = await overSwaps(Number(values.swaps));
const result = {
  node: process.version,
  loadAverage: loadavg()[0],
  requests: byRequests,
  swaps: bySwaps,
  megabytesPer100Swaps: growthPer(STEP, bySwaps),
  megabytesPerMillionRequests: growthPer(1_000_000, byRequests),
};
probe.close();
await stop(router);
await world.stop();
rmSync(folder, { recursive: true, force: true });
const results = join(import.meta.dirname, '..', 'results');
mkdirSync(results, { recursive: true });
writeFileSync(
  join(results, `${new Date().toISOString().slice(0, 16).replace(':', '')}-heap.json`),
  `${JSON.stringify(result, null, 1)}\n`,
);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);

type Point = { at: number; megabytes: number };

/** The small query a million times, with the large one in between. */
async function overRequests(many: number): Promise<Point[]> {
  const points: Point[] = [];
  for (let done = 0; done < many; ) {
    const { requestsPerSecond } = await load(
      `${address}/graphql`,
      { query: smallQuery },
      { connections: 20, seconds: 10 },
    );
    await load(`${address}/graphql`, { query: federatedQuery }, { connections: 5, seconds: 1 });
    done += Math.round(requestsPerSecond * 10);
    points.push(await point(done));
  }
  return points;
}

/** One subgraph comes with another field each time, and the graph answers it. */
async function overSwaps(many: number): Promise<Point[]> {
  const points = [await point(0)];
  for (let swap = 1; swap <= many; swap += 1) {
    await register(swap);
    if (swap % 10 === 0) dataOf(await ask(`${address}/graphql`, { query: federatedQuery }));
    if (swap % STEP === 0) points.push(await point(swap));
  }
  return points;
}

async function point(at: number): Promise<Point> {
  const megabytes = await probe.megabytes();
  process.stderr.write(`${at}: ${megabytes} MB\n`);
  return { at, megabytes };
}

async function register(version: number): Promise<void> {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    type Query { swapped${version}: String }
    type User @key(fields: "id") { id: ID! swap${version}: String }`;
  const session = await new SignJWT({
    kind: 'service',
    subject: 'bench',
    name: 'bench',
    roles: [],
    actions: ['internal:registry'],
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(KEY));
  const answer = await fetch(`${address}/internal/subgraphs/swapped`, {
    method: 'PUT',
    headers: { 'x-wecube-session': session },
    body: JSON.stringify({ sdl, instances: [{ url: `${world.origin}/accounts` }] }),
  });
  if (!answer.ok) throw new Error(`not registered: ${await answer.text()}`);
}

function startRouter(): ChildProcess {
  const subgraphs = shop.subgraphs.map(({ name }) => ({ name, urls: [`${world.origin}/${name}`] }));
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', binary], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      WECUBE_LOG_LEVEL: 'error',
      WECUBE_ROUTER_PORT: new URL(address).port,
      WECUBE_INTERNAL_KEY: KEY,
      WECUBE_SUBGRAPHS: JSON.stringify(subgraphs),
      // Nobody signs in here.
      WECUBE_AUTH_JWKS_URL: `${world.origin}/keys`,
      WECUBE_DATA_DIR: folder,
    },
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}
