import { type Readable, Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { type ArchiveEntry, isFolder, unsafeBecause } from '../domain/archive-entry.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';

const MOST_FILES = 20_000;
const MANIFEST_LIMIT = 16 * 1024 * 1024;

/** A checked zip: every entry is a plain file with a safe name, and all of them together fit the limit. */
export type Archive = {
  files: readonly { name: string; sizeBytes: number }[];
  /** The bytes of `register.xml`. */
  readManifest(): Promise<Buffer>;
  /** Unpacks one file; the stream fails with UploadRefused when the content is damaged. */
  open(name: string, onChunk?: (chunk: Buffer) => void): Promise<Readable>;
  /** The bytes of a small file; null when there is none, or it is larger than that. */
  readSmall(name: string, limitBytes: number): Promise<Buffer | null>;
  close(): void;
};

/** Opens the zip at `path`; throws UploadRefused for anything that is not fit to be unpacked. */
export async function openArchive(path: string, limitBytes: number): Promise<Archive> {
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false, strictFileNames: true }).catch(() => {
    throw new UploadRefused([uploadProblem.notAZip()]);
  });
  try {
    const entries = await readDirectory(zip, limitBytes);
    return {
      files: [...entries].map(([name, entry]) => ({ name, sizeBytes: entry.uncompressedSize })),
      readManifest: () => readManifest(zip, entries),
      readSmall: async (name, most) => {
        const size = entries.get(name)?.uncompressedSize;
        return size === undefined || size > most ? null : readWhole(zip, entries, name);
      },
      open: (name, onChunk) => openEntry(zip, entries, name, onChunk),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw asRefusal(error);
  }
}

async function readDirectory(zip: ZipFile, limitBytes: number): Promise<Map<string, Entry>> {
  const files = new Map<string, Entry>();
  let expanded = 0;
  for await (const entry of zip.eachEntry()) {
    const described = describe(entry);
    const reason = unsafeBecause(described);
    if (reason) throw new UploadRefused([uploadProblem.unsafeEntry(described.name, reason)]);
    if (isFolder(described)) continue;
    if (files.has(described.name)) throw new UploadRefused([uploadProblem.duplicateEntry(described.name)]);
    files.set(described.name, entry);
    expanded += described.sizeBytes;
    if (expanded > limitBytes) throw new UploadRefused([uploadProblem.expandsTooLarge(limitBytes)]);
    if (files.size > MOST_FILES) throw new UploadRefused([uploadProblem.tooManyFiles(MOST_FILES)]);
  }
  return files;
}

function describe(entry: Entry): ArchiveEntry {
  return {
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    sizeBytes: entry.uncompressedSize,
    mode: entry.externalFileAttributes >>> 16,
    encrypted: entry.isEncrypted(),
  };
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Buffer> {
  const size = entries.get('register.xml')?.uncompressedSize;
  if (size === undefined) throw new UploadRefused([uploadProblem.manifestMissing()]);
  if (size > MANIFEST_LIMIT) throw new UploadRefused([uploadProblem.manifestTooLarge(MANIFEST_LIMIT)]);
  return readWhole(zip, entries, 'register.xml');
}

async function readWhole(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await openEntry(zip, entries, name)) chunks.push(chunk as Buffer);
  } catch (error) {
    throw asRefusal(error);
  }
  return Buffer.concat(chunks);
}

async function openEntry(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  name: string,
  onChunk?: (chunk: Buffer) => void,
): Promise<Readable> {
  const entry = entries.get(name);
  if (!entry) throw new Error(`The archive has no ${name}.`);
  const unpacked = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw asRefusal(error);
  });
  const checked = checksum(entry.crc32, onChunk);
  unpacked.on('error', (error) => checked.destroy(asRefusal(error)));
  checked.on('close', () => unpacked.destroy());
  return unpacked.pipe(checked);
}

/** Passes the content on and fails at its end when it is not what was packed. */
function checksum(expected: number, onChunk?: (chunk: Buffer) => void): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      onChunk?.(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(
        sum === expected >>> 0
          ? null
          : new UploadRefused([uploadProblem.broken('the checksum of a file does not fit')]),
      );
    },
  });
}

function asRefusal(error: unknown): UploadRefused {
  if (error instanceof UploadRefused) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new UploadRefused([uploadProblem.broken(reason.replace(/\.$/, ''))]);
}
