import { open } from 'node:fs/promises';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { manifestCounts } from './manifest-counts.ts';
import type { ManifestProblem } from './manifest-problem.ts';
import { sayManifest } from './manifest-texts.ts';
import { parseManifest } from './parse-manifest.ts';

const MANIFEST_LIMIT_BYTES = 16 * 1024 * 1024;

/** One line of `plugin inspect` per file: the package's name and seven counts, or what is wrong with the file. */
export type InspectRow = { file: string } & ({ ok: true; row: string } | { ok: false; problems: ManifestProblem[] });

/** Reads manifests (`register.xml` files or package zips) and counts what they declare, in the order given. */
export async function inspect(files: readonly string[]): Promise<InspectRow[]> {
  return Promise.all(files.map(inspectFile));
}

async function inspectFile(file: string): Promise<InspectRow> {
  const xml = await readManifestFile(file).catch((error: unknown) => unreadable(file, error));
  if (!(xml instanceof Uint8Array)) {
    return { file, ok: false, problems: [xml] };
  }
  const result = parseManifest(xml);
  if (!result.ok) {
    return { file, ok: false, problems: result.problems };
  }
  const { entities, attributes, plugins, interfaces, parameters, menus, systemParameters } = manifestCounts(
    result.manifest,
  );
  const numbers = [entities, attributes, plugins, interfaces, parameters, menus, systemParameters];
  return { file, ok: true, row: [result.manifest.name, ...numbers].join(' ') };
}

/** The bytes of `register.xml`, from the file itself or from the root of a zip. */
export async function readManifestFile(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(4);
    await handle.read(head, 0, 4, 0);
    return head.toString('latin1').startsWith('PK') ? await readFromZip(handle.fd) : await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function readFromZip(fd: number): Promise<Uint8Array> {
  const zip = await fromFdPromise(fd, { autoClose: false });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === 'register.xml') {
      return readEntry(zip, entry);
    }
  }
  throw new Error('the zip has no register.xml in its root');
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.uncompressedSize > MANIFEST_LIMIT_BYTES) {
    throw new Error(`register.xml is larger than ${MANIFEST_LIMIT_BYTES} bytes`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function unreadable(file: string, error: unknown): ManifestProblem {
  const reason = error instanceof Error ? error.message : String(error);
  const { remedy = '', ...said } = sayManifest('MANIFEST_UNREADABLE', { file, reason });
  return { ...said, remedy, line: 0, element: '' };
}
