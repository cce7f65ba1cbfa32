/**
 * The language over a large estate: `npm run bench:expressions -- [--json] [--objects N] [--only one,diamonds,up,all]`, or
 * with `--fuzz N [--seed S]` the parser against N texts. Progress goes to stderr, a table (not with --json) and as last
 * line one JSON object to stdout, every sample to results/.
 */
import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { type Figures, measure } from './measure.ts';
import { startCmdb } from './start-cmdb.ts';
import { WORKLOADS } from './workloads.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    objects: { type: 'string', default: '100000' },
    only: { type: 'string', default: WORKLOADS.map(({ name }) => name).join(',') },
    fuzz: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const machine = { node: process.version, processor: cpus()[0]?.model, cores: cpus().length, loadAverage: loadavg()[0] };

const result = values.fuzz ? fuzz(Number(values.fuzz), Number(values.seed)) : await measureAll();
keep(values.fuzz ? 'fuzz' : 'hops', { machine, ...result });
process.stdout.write(`${JSON.stringify({ machine, ...withoutSamples(result) })}\n`);

async function measureAll() {
  const objects = Number(values.objects);
  const cmdb = await startCmdb(objects);
  const figures: Figures[] = [];
  try {
    for (const workload of WORKLOADS.filter(({ name }) => values.only.split(',').includes(name))) {
      process.stderr.write(`${workload.name}: ${workload.what}\n`);
      figures.push(await measure(cmdb.url, workload, workload.rounds));
    }
  } finally {
    await cmdb.stop();
  }
  if (!values.json)
    console.table(
      figures.map(({ samples: _, naive, ...line }) => ({ ...line, naiveMs: naive.ms, naiveRequests: naive.requests })),
    );
  return { objects, figures };
}

function withoutSamples(value: object): object {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'samples' ? undefined : inner)));
}

function keep(kind: string, kept: object): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const name = `${new Date().toISOString().slice(0, 16).replace(':', '')}-${kind}.json`;
  writeFileSync(join(folder, name), `${JSON.stringify(kept)}\n`);
}
