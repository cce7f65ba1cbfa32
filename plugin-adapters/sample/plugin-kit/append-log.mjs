import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file of JSON lines that is only ever appended to. A record counts once `append` has resolved: it is then on the
 * disk. Records that arrive together share one write and one fsync.
 */
export class AppendLog {
  #file;
  #pending = [];
  #writing = null;

  constructor(file) {
    this.#file = file;
  }

  /** Opens the log and gives back what it holds; a line cut off by a crash is removed, it was never confirmed. */
  static async open(path) {
    mkdirSync(dirname(path), { recursive: true });
    const records = existsSync(path) ? readRecords(path) : [];
    const log = new AppendLog(await open(path, 'a', 0o600));
    syncFolder(dirname(path));
    return { log, records };
  }

  append(...records) {
    return new Promise((resolve, reject) => {
      const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      this.#pending.push({ text, resolve, reject });
      this.#writing ??= this.#drain().finally(() => {
        this.#writing = null;
      });
    });
  }

  async close() {
    await this.#writing;
    await this.#file.close();
  }

  async #drain() {
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0);
      try {
        await this.#file.appendFile(batch.map(({ text }) => text).join(''));
        await this.#file.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}

function readRecords(path) {
  const text = readFileSync(path, 'utf8');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  if (complete.length < text.length) {
    truncateSync(path, Buffer.byteLength(complete));
  }
  return complete
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Makes a file that was just created survive a power failure. */
function syncFolder(folder) {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
