import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createProcessOwnership } from './ownership.ts';
import { currentBootId, isRunning, mayHaveLeftGroup, parseStat } from './process-identity.ts';

it('reads a stat line whose command holds brackets and spaces', () => {
  const line = `42 (a) R (b c) S ${Array.from({ length: 18 }, (_, index) => index).join(' ')} 777 rest`;
  expect(parseStat(line)).toEqual({ pid: 42, state: 'S', startTicks: '777' });
  expect(parseStat('')).toBeNull();
});

it('tells a running process from an ended one, from a namesake and from an earlier life of the machine', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const stat = parseStat(await readFile(`/proc/${child.pid}/stat`, 'utf8'));
  const identity = { pid: child.pid ?? 0, startTicks: stat?.startTicks ?? '', bootId: await currentBootId() };
  expect(await isRunning(identity)).toBe(true);
  expect(await isRunning({ ...identity, startTicks: '1' })).toBe(false);
  expect(await mayHaveLeftGroup({ ...identity, startTicks: '1' })).toBe(false);
  expect(await isRunning({ ...identity, bootId: 'other' })).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isRunning(identity)).toBe(false);
});

it('knows that an owner is gone only when it was a process of this machine', async () => {
  const ownership = await createProcessOwnership();
  expect(await ownership.isGone(ownership.self)).toBe(false);
  const [host, bootId, , startTicks] = ownership.self.split('/');
  expect(await ownership.isGone([host, bootId, 999_999_999, startTicks, 'x'].join('/'))).toBe(true);
  expect(await ownership.isGone(['elsewhere', bootId, 999_999_999, startTicks, 'x'].join('/'))).toBe(false);
});
