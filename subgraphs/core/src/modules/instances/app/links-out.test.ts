import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linksOut } from './links-out.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wecube-links-'));
  await mkdir(join(folder, 'mounts', 'sample'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('finds the volumes that a link leads out of the folders of packages', async () => {
  const mounts = join(folder, 'mounts');
  const at = (path: string) => ({ hostPath: join(mounts, path), containerPath: '/x', readOnly: false });
  await symlink('/etc', join(mounts, 'sample', 'out'));
  await symlink(join(mounts, 'sample'), join(mounts, 'inside'));
  const fine = [at('sample/log'), at('new/deep/folder'), at('inside/log')];
  expect(await linksOut(fine, [mounts])).toEqual([]);
  expect(await linksOut([...fine, at('sample/out/ssh'), at('sample/out')], [mounts])).toEqual(['/etc/ssh', '/etc']);
  const asked = { hostPath: '/var/log', containerPath: '/x', readOnly: true };
  expect(await linksOut([asked], [mounts])).toEqual([]);
});
