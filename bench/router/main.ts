/**
 * The router beside the gateways people know: `npm run bench:router -- [--json] [--rounds N] [--seconds S] [--only a,b,c,d]`.
 * Progress goes to stderr, tables (not with --json) and as last line one JSON object to stdout, every sample to results/.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installComparators } from './gateways/comparators.ts';
import { buildRouter } from './gateways/ours.ts';
import { LOAD_CORE, requireCommands } from './load/processes.ts';
import { measureQueries } from './measure-queries.ts';
import { measureStream } from './measure-stream.ts';
import { summarize } from './summary.ts';
import { queryWorkloads } from './workloads.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    only: { type: 'string', default: 'a,b,c,d' },
  },
});

requireCommands({ '/usr/bin/wrk': 'wrk', '/usr/sbin/nginx': 'nginx-light', '/usr/bin/taskset': 'util-linux' });
installComparators();
buildRouter();
spawnSync('taskset', ['-cp', String(LOAD_CORE), String(process.pid)]);

const chosen = values.only.split(',');
const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
const machine = { node: process.version, processor: cpus()[0]?.model, cores: cpus().length, loadAverage: loadavg()[0] };
const raw: unknown[] = [];
const ratios: Record<string, unknown> = {};
for (const workload of queryWorkloads().filter(({ letter }) => chosen.includes(letter))) {
  const { samples, ...measured } = await measureQueries(workload, options);
  const lines = summarize(samples);
  raw.push({ workload: workload.title, ...measured, lines, samples });
  ratios[workload.title] = Object.fromEntries(lines.map(({ gateway, ...line }) => [gateway, line]));
  if (values.json) continue;
  console.log(`\n(${workload.letter}) ${workload.title}, ${measured.answerBytes} bytes`);
  console.table(lines);
}
if (chosen.includes('c')) {
  const stream = await measureStream(options);
  raw.push(stream);
  ratios[stream.workload] = Object.fromEntries(stream.lines.map(({ gateway, ...line }) => [gateway, line]));
  if (!values.json) console.table(stream.lines);
}
keep({ machine, options, measured: raw });
process.stdout.write(`${JSON.stringify({ machine, options, ...ratios })}\n`);
process.exit(0);

function keep(result: object): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const name = `${new Date().toISOString().slice(0, 16).replace(':', '')}-${chosen.join('')}.json`;
  writeFileSync(join(folder, name), `${JSON.stringify(result, null, 1)}\n`);
}
