import { appendFile, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLastLines, rotateLog } from './rotating-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wecube-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('moves a long log aside while the writer keeps its handle', async () => {
  const file = join(folder, 'output.log');
  const writer = await open(file, 'a');
  await writer.write('one\ntwo\n');
  await rotateLog(file, 100);
  expect(await readFile(file, 'utf8')).toBe('one\ntwo\n');
  await rotateLog(file, 4);
  await writer.write('three\n');
  await writer.close();
  expect(await readFile(file, 'utf8')).toBe('three\n');
  expect(await readLastLines(file, 2)).toEqual(['two', 'three']);
});

it('reads the last lines only, of a log of any length, and none of an absent one', async () => {
  const file = join(folder, 'output.log');
  await appendFile(file, Array.from({ length: 5_000 }, (_, index) => `line ${index}\n`).join(''));
  expect(await readLastLines(file, 2)).toEqual(['line 4998', 'line 4999']);
  expect(await readLastLines(join(folder, 'absent'), 2)).toEqual([]);
});
