import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { folderFault } from './upload-folder.ts';

/** Where resumable uploads grow, a file each, until they are unpacked; survives the end of the process. */
export class ResumableFolder {
  #store: FileStore | null = null;

  constructor(private readonly folder: string) {}

  /** The store of the tus server. Throws DATA_FOLDER_NOT_WRITABLE when the folder cannot be made. */
  async open(): Promise<FileStore> {
    if (this.#store) return this.#store;
    await mkdir(this.folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw folderFault(error, this.folder);
    });
    this.#store = new FileStore({ directory: this.folder });
    return this.#store;
  }

  pathOf(id: string): string {
    return join(this.folder, id);
  }

  /** Null when there is no such file. */
  async sizeOf(id: string): Promise<number | null> {
    const found = await stat(this.pathOf(id)).catch(() => null);
    return found?.size ?? null;
  }

  /** Bytes that may still be written; the folder must be there. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }

  /** Has the disk keep what was received, so that not even a power cut takes it back. */
  async settle(id: string): Promise<void> {
    const file = await open(this.pathOf(id), 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** SHA-256 of the file, in hex. */
  async digest(id: string, onBytes: (count: number) => void, signal: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    const content = addAbortSignal(signal, createReadStream(this.pathOf(id), { highWaterMark: 1024 * 1024 }));
    for await (const chunk of content as AsyncIterable<Buffer>) {
      hash.update(chunk);
      onBytes(chunk.length);
    }
    return hash.digest('hex');
  }

  async remove(id: string): Promise<void> {
    for (const path of [this.pathOf(id), `${this.pathOf(id)}.json`]) await rm(path, { force: true });
  }
}
