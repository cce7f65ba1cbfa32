/**
 * The runtime in a process of its own, to be killed: `engine-process.ts <database url> <plugin url> <runs to start>`.
 * Prints a line when it is ready, and one with the ids of the runs it started.
 */

import { openCoreDatabase } from '@wecube/prisma';
import { aService } from '../testing.ts';
import { aLine, openRuntime } from './open-runtime.ts';

const [databaseUrl = '', pluginUrl = '', count = '0'] = process.argv.slice(2);
const services = [aService(), aService({ name: 'shell/unsafe/run', path: '/shell/unsafe/run', idempotency: 'UNSAFE' })];
const definitions = [aLine('keyed', 6), aLine('unsafe', 1, { service: 'shell/unsafe/run' })];
const database = await openCoreDatabase(databaseUrl);
const runtime = await openRuntime({ database, pluginUrl, definitions, services, instance: 'the one' });
await runtime.start();
process.stdout.write('ready\n');
const start = async (definitionId: string) => {
  const { runId } = await runtime.commands.start({ definitionId, rootObjectId: 'h1' }, runtime.session);
  return runId;
};
const started = await Promise.all(
  Array.from({ length: Number(count) }, (_, index) => start(index % 5 === 4 ? 'unsafe' : 'keyed')),
);
if (started.length > 0) process.stdout.write(`started ${started.join(' ')}\n`);
