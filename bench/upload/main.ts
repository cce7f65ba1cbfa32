/**
 * The upload benchmark: `npm run bench:upload -- [--json] [--rounds N] [--mib N]`. Progress goes to stderr, a table (not
 * with --json) and as last line one JSON object to stdout; every round is kept in `results`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureUpload } from './measure-upload.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    mib: { type: 'string', default: '512' },
  },
});

const rounds = await measureUpload({ rounds: Number(values.rounds), mebibytes: Number(values.mib) });
const middle = (key: 'directMibPerSecond' | 'uploadMibPerSecond' | 'share') => {
  const sorted = rounds.map((round) => round[key]).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
const result = {
  shareOfDirect: middle('share'),
  uploadMibPerSecond: middle('uploadMibPerSecond'),
  directMibPerSecond: middle('directMibPerSecond'),
  mebibytes: Number(values.mib),
  rounds,
  node: process.version,
};
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
const name = `${new Date().toISOString().slice(0, 16).replace(':', '')}.json`;
writeFileSync(join(folder, name), `${JSON.stringify(result, null, 2)}\n`);
if (!values.json) console.table(rounds);
process.stdout.write(`${JSON.stringify(result)}\n`);
