/**
 * The first benchmark: `npm run bench:engine -- [--json] [--passes N] [--skip-platform]`. Progress goes to stderr, a table
 * (not with --json) and as last line one JSON object to stdout. Absolute figures do not carry to another machine.
 */
import { parseArgs } from 'node:util';
import { measureEngines } from './measure-engines.ts';
import { measurePlatform } from './measure-platform.ts';
import { printTable } from './print-table.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    passes: { type: 'string', default: '3' },
    'skip-platform': { type: 'boolean', default: false },
  },
});

const engines = await measureEngines(Number(values.passes));
const platform = values['skip-platform'] ? { skipped: 'asked for' } : await measurePlatform();
const { mariadb } = engines;
const result = {
  nodesPerSecond: mariadb.nodesPerSecond.median,
  msPerSequentialNode: mariadb.msPerSequentialNode.median,
  ...engines,
  platform,
  node: process.version,
};
if (!values.json) printTable(engines, platform);
process.stdout.write(`${JSON.stringify(result)}\n`);
