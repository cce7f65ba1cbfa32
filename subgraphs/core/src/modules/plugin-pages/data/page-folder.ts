import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { openArchive, UploadRefused } from '../../packages/index.ts';
import { findEntryFolder } from '../domain/entry-folder.ts';
import { sayPages } from '../domain/texts.ts';

const listing = z.object({ files: z.array(z.object({ path: z.string(), digest: z.string() })) });

/** The unpacked pages of a package: what is served, by path in ui.zip, with the SHA-256 of each file. */
export type Pages = { folder: string; files: ReadonlyMap<string, string> };

/** Why the pages of a package cannot be used; `said` is for people. */
export class PagesRefused extends Error {
  constructor(readonly said: ReturnType<typeof sayPages>) {
    super(said.message);
  }
}

/**
 * Unpacked pages on this machine, a folder for each digest of a package. It is a copy: the zip in the object store is
 * the truth, so any core can serve any package, and what is lost here is unpacked again.
 */
export class PageFolder {
  readonly #known = new Map<string, Promise<Pages>>();

  constructor(
    private readonly root: string,
    private readonly limitBytes: number,
  ) {}

  /** Unpacks once; `open` gives the ui.zip. Throws PagesRefused for a zip that must not be unpacked or has no page. */
  unpacked(digest: string, open: () => Promise<Readable>): Promise<Pages> {
    const known = this.#known.get(digest);
    if (known) return known;
    const pages = this.#read(digest).then((read) => read ?? this.#unpack(digest, open));
    this.#known.set(digest, pages);
    pages.catch(() => this.#known.delete(digest));
    return pages;
  }

  async remove(digest: string): Promise<void> {
    this.#known.delete(digest);
    await rm(join(this.root, digest), { recursive: true, force: true });
  }

  async #read(digest: string): Promise<Pages | null> {
    const text = await readFile(join(this.root, digest, 'files.json'), 'utf8').catch(() => null);
    if (text === null) return null;
    const { files } = listing.parse(JSON.parse(text));
    return pagesIn(join(this.root, digest), files);
  }

  async #unpack(digest: string, open: () => Promise<Readable>): Promise<Pages> {
    await mkdir(this.root, { recursive: true });
    const temporary = await mkdtemp(join(this.root, 'new-'));
    try {
      const zip = join(temporary, 'ui.zip');
      await pipeline(await open(), createWriteStream(zip));
      const files = await this.#unpackZip(zip, temporary);
      await rm(zip);
      await writeFile(join(temporary, 'files.json'), JSON.stringify({ files }));
      const final = join(this.root, digest);
      // Whoever unpacked the same at the same time came to the same.
      await rename(temporary, final).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
      return pagesIn(final, files);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  async #unpackZip(zip: string, target: string) {
    const archive = await openArchive(zip, this.limitBytes).catch(refuse);
    try {
      const entry = findEntryFolder(archive.files.map(({ name }) => name));
      if (entry === null) throw new PagesRefused(sayPages('PAGES_WITHOUT_INDEX'));
      const files: { path: string; digest: string }[] = [];
      for (const { name } of archive.files.filter((file) => file.name.startsWith(entry))) {
        const path = join(target, 'content', name);
        await mkdir(dirname(path), { recursive: true }).catch(refuse);
        await pipeline(await archive.open(name), createWriteStream(path, { flags: 'wx' })).catch(refuse);
        files.push({ path: name, digest: await digestOf(path) });
      }
      return files;
    } finally {
      archive.close();
    }
  }
}

const pagesIn = (folder: string, files: readonly { path: string; digest: string }[]): Pages => ({
  folder: join(folder, 'content'),
  files: new Map(files.map(({ path, digest }) => [path, digest])),
});

/** How a file system says that a name is taken: the zip has a file where it has a folder too. */
const NAME_TAKEN = ['EEXIST', 'ENOTDIR', 'EISDIR'];

function refuse(error: unknown): never {
  if (NAME_TAKEN.includes((error as NodeJS.ErrnoException).code ?? ''))
    throw new PagesRefused(sayPages('PAGES_UNREADABLE', { reason: 'a file in it has the name of a folder.' }));
  if (!(error instanceof UploadRefused)) throw error;
  // The words about an archive end with what became of the upload, which this is not.
  const reason = (error.problems[0]?.message ?? 'it is no archive').replace(/ Nothing was stored\.$/, '');
  throw new PagesRefused(sayPages('PAGES_UNREADABLE', { reason }));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64url');
}
