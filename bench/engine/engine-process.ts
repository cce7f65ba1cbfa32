/** The runtime with its load in a process of its own: `engine-process.ts <database url> <plugin url>`; one pass per line read. */

import { createInterface } from 'node:readline';
import { aLine, openRuntime } from '@wecube/core/testing/orchestration-runtime';
import { openCoreDatabase } from '@wecube/prisma';
import { createLoad } from './load.ts';

const [databaseUrl = '', pluginUrl = ''] = process.argv.slice(2);
const database = await openCoreDatabase(databaseUrl);
const runtime = await openRuntime({ database, pluginUrl, definitions: [aLine('ten', 10)] });
await runtime.start();
const load = createLoad(runtime);
await load.warmUp();
process.stdout.write('ready\n');
for await (const _line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await load.pass())}\n`);
}
await runtime.stop();
await database.close();
