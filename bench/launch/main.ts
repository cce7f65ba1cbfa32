/**
 * What the platform adds to a launch, and how soon a browser hears of a container's death:
 * `npm run bench:launch -- [--json] [--launches N] [--deaths N]`. It starts a Docker engine and a platform of its own
 * (root, dockerd). Progress goes to stderr, a table (not with --json) and as last line one JSON object to stdout, every
 * sample to results/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureEvents } from './measure-events.ts';
import { measureLaunches } from './measure-launches.ts';
import { openStage } from './stage.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    launches: { type: 'string', default: '15' },
    deaths: { type: 'string', default: '60' },
  },
});

/** The most that each figure may be. */
const LIMITS = { overheadMs: 300, eventP99Ms: 500 };

const load = loadavg()[0];
await using stage = await openStage();
const launches = await measureLaunches(stage, Number(values.launches));
const events = await measureEvents(stage, Number(values.deaths));
const result = {
  ...{ overheadMs: launches.overheadMs, eventP99Ms: events.p99Ms, limits: LIMITS },
  ...{ launches, events, cpus: cpus().length, node: process.version, load: [load, loadavg()[0]] },
};
const moment = new Date().toISOString().slice(0, 16).replace(':', '');
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${moment}.json`), `${JSON.stringify(result, null, 1)}\n`);
if (!values.json) {
  console.table({
    'launch, ms': launches.platformMs,
    'the same by the engine alone, ms': launches.engineMs,
    'event to browser, ms': { median: events.medianMs, min: events.minMs, max: events.p99Ms },
  });
  console.log(`overhead of a launch: ${launches.overheadMs} ms (at most ${LIMITS.overheadMs})`);
  console.log(`event to browser, p99: ${events.p99Ms} ms (at most ${LIMITS.eventP99Ms})`);
}
process.stdout.write(`${JSON.stringify({ ...result, launches: undefined, events: undefined })}\n`);
