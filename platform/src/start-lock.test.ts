import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { UsageError } from './settings.ts';
import { withStartLock } from './start-lock.ts';

const data = mkdtempSync(join(tmpdir(), 'wecube-lock-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('lets one start at a time, and the next one after it, failed or not', async () => {
  const failing = withStartLock(data, async () => {
    await expect(withStartLock(data, async () => undefined)).rejects.toThrow(UsageError);
    throw new Error('the start failed');
  });
  await expect(failing).rejects.toThrow('the start failed');
  await withStartLock(data, async () => undefined);
});

it('does not wait for who was killed while starting', async () => {
  mkdirSync(join(data, 'run'), { recursive: true });
  writeFileSync(join(data, 'run', 'starting.json'), JSON.stringify({ pid: process.pid, startedTicks: '1' }));
  let ran = false;
  await withStartLock(data, async () => {
    ran = true;
  });
  expect(ran).toBe(true);
});
