import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { PackageFile } from './package-files.ts';

/** The same for every file, so that the same files always make the same bytes. */
const MODIFIED = new Date(1980, 0, 1);

/** Writes a zip; it stands under its name only when it is complete. */
export async function writeZip(path: string, files: readonly PackageFile[]): Promise<void> {
  const zip = new ZipFile();
  for (const file of files) {
    zip.addBuffer(file.bytes, file.path, { mtime: MODIFIED, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  const partial = `${path}.partial`;
  await pipeline(zip.outputStream, createWriteStream(partial));
  await rename(partial, path);
}
