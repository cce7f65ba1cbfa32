import { rename, writeFile } from 'node:fs/promises';

/** A file that is replaced in one step; writes follow each other in the order of the calls. */
export class SerialFile {
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly path: string) {}

  write(text: string): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#replace(text));
    return this.#writing;
  }

  /** Resolves when all that was written is on disk, or could not be. */
  settled(): Promise<void> {
    return this.#writing.catch(() => {});
  }

  async #replace(text: string): Promise<void> {
    const draft = `${this.path}.${process.pid}.tmp`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, this.path);
  }
}
