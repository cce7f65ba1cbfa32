import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toError } from '@wecube/kit';
import type { PackageBundle } from '../../modules/instances/ports.ts';
import { sayAdapter } from '../texts.ts';

/** Files that a process never needs. */
const LEFT_OUT = new Set(['image.tar', 'ui.zip']);

export const packageFolder = (root: string, pack: { packageName: string; version: string }) =>
  join(root, pack.packageName, pack.version);

/** Unpacks a package's files; whole or not at all. `false` when they were there already. */
export async function unpackPackage(root: string, bundle: PackageBundle): Promise<boolean> {
  const target = packageFolder(root, bundle);
  if (await exists(target)) return false;
  const partial = `${target}.${process.pid}.${Date.now()}.partial`;
  try {
    await mkdir(partial, { recursive: true, mode: 0o700 });
    for (const file of await bundle.files()) {
      if (!LEFT_OUT.has(file.path)) await unpackFile(partial, bundle, file.path);
    }
    return await moveIntoPlace(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function unpackFile(folder: string, bundle: PackageBundle, path: string): Promise<void> {
  const target = resolve(folder, path);
  if (!target.startsWith(folder + sep)) {
    throw toError(sayAdapter('PACKAGE_PATH_OUTSIDE', { path }));
  }
  await mkdir(dirname(target), { recursive: true });
  await pipeline(await bundle.open(path), createWriteStream(target));
}

// Two launches may unpack the same package; the one that comes second finds it there.
async function moveIntoPlace(partial: string, target: string): Promise<boolean> {
  try {
    await rename(partial, target);
    return true;
  } catch (error) {
    if (await exists(target)) return false;
    throw error;
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
