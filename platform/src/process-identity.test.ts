import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { endProcess, identify, isAlive, type ProcessIdentity } from './process-identity.ts';

async function start(script: string): Promise<ProcessIdentity> {
  const child = spawn(process.execPath, ['-e', `${script}; console.log("up"); setInterval(() => {}, 1000)`]);
  await once(child.stdout, 'data');
  return identify(child.pid as number) as ProcessIdentity;
}

it('ends a process that obeys, and says that no force was needed', async () => {
  const identity = await start('');
  expect(isAlive(identity)).toBe(true);
  expect(await endProcess(identity, 5_000)).toBe(false);
  expect(isAlive(identity)).toBe(false);
});

it('forces one that does not', async () => {
  const identity = await start('process.on("SIGTERM", () => {})');
  expect(await endProcess(identity, 300)).toBe(true);
});

it('leaves another process alone that got the same id', async () => {
  const identity = await start('');
  const stranger = { ...identity, startedTicks: '1' };
  expect(await endProcess(stranger, 100)).toBe(false);
  expect(isAlive(identity)).toBe(true);
  await endProcess(identity, 5_000);
});
