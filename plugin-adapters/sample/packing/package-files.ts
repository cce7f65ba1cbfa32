import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a package: its path inside the zip and what it holds. */
export type PackageFile = { path: string; bytes: Buffer };

const LEFT_OUT = new Set(['node_modules', 'README.md', 'data']);

/** Every file of a package's folder in the order of their paths; links are followed, hidden and test files left out. */
export async function readPackageFiles(folder: string, prefix = ''): Promise<PackageFile[]> {
  const entries = (await readdir(join(folder, prefix), { withFileTypes: true })).filter(belongs);
  const files: PackageFile[] = [];
  for (const entry of entries.sort(byName)) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    const kind = await stat(join(folder, path));
    if (kind.isDirectory()) {
      files.push(...(await readPackageFiles(folder, path)));
    } else if (kind.isFile()) {
      files.push({ path, bytes: await readFile(join(folder, path)) });
    }
  }
  return files;
}

function belongs({ name }: Dirent): boolean {
  return !name.startsWith('.') && !LEFT_OUT.has(name) && !/\.(test\.[a-z]+|d\.mts)$/.test(name);
}

function byName(left: Dirent, right: Dirent): number {
  return left.name < right.name ? -1 : 1;
}
