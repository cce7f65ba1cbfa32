import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { endLeftoverInstances, findLeftoverInstances } from './leftover-instances.ts';
import { identify } from './process-identity.ts';

const data = mkdtempSync(join(tmpdir(), 'wecube-leftover-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function note(instance: string, boot: string, stat: string): void {
  const folder = join(data, 'core', 'process', 'instances', instance);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'process'), `${boot}\n${stat}\n`);
}

it('ends what a killed platform left, with what that started, and nobody else', async () => {
  const script = 'sleep 300 & echo $!; wait';
  const left = spawn('/bin/sh', ['-c', script], { detached: true });
  const [grandchild] = (await once(left.stdout, 'data')) as [Buffer];
  const stat = readFileSync(`/proc/${left.pid}/stat`, 'utf8').trim();
  note('instance_left', bootId, stat);
  note('instance_of_another_boot', 'another', readFileSync(`/proc/${process.pid}/stat`, 'utf8').trim());
  note('instance_whose_number_was_given_away', bootId, `${process.pid} (node) S ${'0 '.repeat(18)}1 0`);

  expect(findLeftoverInstances(data).map(({ pid }) => pid)).toEqual([left.pid]);
  expect(await endLeftoverInstances(data)).toBe(1);
  expect(findLeftoverInstances(data)).toEqual([]);
  await vi.waitFor(() => expect(identify(Number(grandchild))).toBeNull(), { timeout: 5_000 });
});

it('finds nothing where nothing ever ran', () => {
  expect(findLeftoverInstances(join(data, 'none'))).toEqual([]);
});
