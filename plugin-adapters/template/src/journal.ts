import { mkdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file of JSON lines that only grows. What `append` has resolved for survives a crash. */
export class Journal<Entry> {
  #last: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: FileHandle,
    readonly entries: readonly Entry[],
  ) {}

  static async open<Entry>(path: string): Promise<Journal<Entry>> {
    mkdirSync(dirname(path), { recursive: true });
    const entries = read<Entry>(path);
    const file = await open(path, 'a', 0o600);
    // A line that a crash cut off must not run into the next one.
    await file.appendFile('\n');
    return new Journal(file, entries);
  }

  append(entry: Entry): Promise<void> {
    const written = this.#last.then(async () => {
      await this.file.appendFile(`${JSON.stringify(entry)}\n`);
      await this.file.datasync();
    });
    this.#last = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.file.close();
  }
}

function read<Entry>(path: string): Entry[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line) => parse<Entry>(line));
}

function parse<Entry>(line: string): Entry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}
