import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, fromFdPromise, type ZipFile } from 'yauzl';

/** The files of a package's zip, read when they are asked for. */
export type PackageArchive = {
  readonly names: readonly string[];
  read(name: string): Promise<Buffer>;
  stream(name: string): Promise<Readable>;
};

/** Opens a zip on the disk; the caller closes it. Throws when it is none. */
export async function openArchive(path: string): Promise<PackageArchive & AsyncDisposable> {
  const handle = await open(path, 'r');
  try {
    const archive = await readArchive(await fromFdPromise(handle.fd, { autoClose: false }));
    return { ...archive, [Symbol.asyncDispose]: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The names in a zip within a zip. */
export async function namesInZip(bytes: Buffer): Promise<readonly string[]> {
  return (await readArchive(await fromBufferPromise(bytes))).names;
}

async function readArchive(zip: ZipFile): Promise<PackageArchive> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
  const stream = async (name: string): Promise<Readable> => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`the zip has no ${name}`);
    return zip.openReadStreamPromise(entry);
  };
  return { names: [...entries.keys()], stream, read: async (name) => buffer(await stream(name)) };
}
