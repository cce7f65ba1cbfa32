import { setTimeout as pause } from 'node:timers/promises';
import { type Logger, type Problem, type PubSub, type Session, toProblem } from '@wecube/kit';
import { openArchive } from '../data/archive.ts';
import { findUpload, moveUpload, type UploadProgress } from '../data/package-uploads.ts';
import { findPackage } from '../data/packages.ts';
import type { ResumableFolder } from '../data/resumable-folder.ts';
import type { PackageUploadRecord, UploadStatus } from '../domain/package-upload.ts';
import { sayPackage } from '../domain/texts.ts';
import { UploadRefused } from '../domain/upload-problems.ts';
import { checkArchive } from './check-archive.ts';
import { createPace } from './pace.ts';
import { publishChange } from './publish-change.ts';
import { publishUpload } from './publish-upload.ts';
import { type StoreDependencies, storePackage } from './store-package.ts';

export type UnpackDependencies = StoreDependencies & {
  resumable: ResumableFolder;
  limitBytes: number;
  logger: Logger;
  pubSub: PubSub;
  /** Between the tries when something else than the file is at fault. */
  retryAfterMs?: readonly number[];
};

const RETRY_AFTER_MS = [1_000, 5_000, 20_000];

/**
 * Unpacks received zips in the background, one after the other, and says how far it is. What a kill interrupts is done
 * again from the beginning of its step: the files of the first try are removed, and nothing else was written.
 */
export class Unpacking {
  readonly #known = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly deps: UnpackDependencies) {}

  /** Takes up an upload whose bytes are all there; does nothing for one that is in work already. */
  begin(id: string): void {
    if (this.#known.has(id) || this.#stop.signal.aborted) return;
    const work = this.#last.then(() => this.#unpack(id));
    this.#last = work;
    this.#known.set(id, work);
    void work.finally(() => this.#known.delete(id));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#last;
  }

  async #unpack(id: string): Promise<void> {
    const { deps } = this;
    try {
      const upload = await this.#enter(id, ['RECEIVING', 'CHECKING', 'UNPACKING'], { status: 'CHECKING' });
      if (!upload) return;
      const problems = await this.#tryRepeatedly(upload);
      if (problems) await this.#enter(id, ['CHECKING', 'UNPACKING'], { status: 'REFUSED', problems });
      await deps.resumable.remove(id);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      deps.logger.error({ err: error, upload: id }, 'an upload could not be unpacked and waits for the next start');
    }
  }

  /** The problems of a refused one, null of a stored one. */
  async #tryRepeatedly(upload: PackageUploadRecord): Promise<readonly Problem[] | null> {
    const { logger, retryAfterMs = RETRY_AFTER_MS } = this.deps;
    for (let tried = 0; ; tried += 1) {
      try {
        await this.#checkAndStore(upload);
        return null;
      } catch (error) {
        if (error instanceof UploadRefused) return refusal(this.deps, upload, error);
        this.#stop.signal.throwIfAborted();
        logger.warn({ err: error, upload: upload.id, tried }, 'unpacking an upload failed');
        const waitMs = retryAfterMs[tried];
        if (waitMs === undefined) return [toProblem(sayPackage('PACKAGE_NOT_UNPACKED', { file: upload.fileName }))];
        await pause(waitMs, undefined, { signal: this.#stop.signal });
      }
    }
  }

  async #checkAndStore(upload: PackageUploadRecord): Promise<void> {
    const { deps } = this;
    const { id, sizeBytes } = upload;
    const { signal } = this.#stop;
    await this.#enter(id, ['CHECKING', 'UNPACKING'], { status: 'CHECKING', doneBytes: 0, totalBytes: sizeBytes });
    const digest = await this.#withProgress(id, 'CHECKING', (count) => deps.resumable.digest(id, count, signal));
    const archive = await openArchive(deps.resumable.pathOf(id), deps.limitBytes);
    try {
      const checked = await checkArchive(archive);
      const totalBytes = archive.files.reduce((sum, file) => sum + file.sizeBytes, 0);
      const names = { packageName: checked.name, packageVersion: checked.version };
      await this.#enter(id, ['CHECKING'], { status: 'UNPACKING', doneBytes: 0, totalBytes, ...names });
      const packageId = await this.#withProgress(id, 'UNPACKING', (onBytes) =>
        storePackage(deps, { ...checked, uploadId: id, digest, sizeBytes }, ownerOf(upload), {
          ...{ signal, onBytes },
          onRow: async (tx, packageId) => {
            const stored = { status: 'STORED', packageId, doneBytes: totalBytes } as const;
            const at = new Date(deps.clock.now());
            if (!(await moveUpload(tx, id, ['UNPACKING'], stored, at))) throw new Error(`Upload ${id} is gone.`);
          },
        }),
      );
      await this.#tell(id);
      const pack = await findPackage(deps.database.client, packageId);
      if (pack) publishChange(deps, pack, 'PACKAGE_UPLOADED');
    } finally {
      archive.close();
    }
  }

  async #withProgress<T>(id: string, status: UploadStatus, work: (onBytes: (count: number) => void) => Promise<T>) {
    const pace = createPace(async (doneBytes) => void (await this.#enter(id, [status], { doneBytes })));
    try {
      return await work(pace.add);
    } finally {
      await pace.end();
    }
  }

  async #enter(id: string, from: readonly UploadStatus[], progress: UploadProgress) {
    const { database, clock } = this.deps;
    if (!(await moveUpload(database.client, id, from, progress, new Date(clock.now())))) return null;
    return this.#tell(id);
  }

  async #tell(id: string): Promise<PackageUploadRecord | null> {
    const upload = await findUpload(this.deps.database.client, id);
    if (upload) publishUpload(this.deps, upload);
    return upload;
  }
}

/** Whose deed the package is; the rights were checked when the upload began. */
function ownerOf({ ownerId, ownerName }: PackageUploadRecord): Session {
  return { kind: 'user', subject: ownerId, name: ownerName, roles: [], actions: ['package:upload'] };
}

function refusal({ logger }: UnpackDependencies, { ownerName }: PackageUploadRecord, { problems }: UploadRefused) {
  logger.info({ problems, who: ownerName }, 'an upload was refused');
  return problems;
}
