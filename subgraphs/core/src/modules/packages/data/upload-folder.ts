import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toError } from '@wecube/kit';
import { sayPackage } from '../domain/texts.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';

/** A received file, kept until it is disposed. */
export type ReceivedFile = { path: string; digest: string; sizeBytes: number; [Symbol.asyncDispose](): Promise<void> };

const HOUR_MS = 3_600_000;

/** Where uploads wait to be checked; nothing stays there, not even after a crash. */
export class UploadFolder {
  constructor(private readonly folder: string) {}

  /** Writes at most `limitBytes` of `content` to a file; throws UploadRefused past it, and leaves nothing behind when it throws. */
  async receive(uploadId: string, content: Readable, limitBytes: number): Promise<ReceivedFile> {
    content.on('error', () => {}); // it may fail before the pipeline listens, which would end the process
    const path = join(this.folder, `${uploadId}.${process.pid}.zip`);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sizeBytes += chunk.length;
        hash.update(chunk);
        done(sizeBytes > limitBytes ? new UploadRefused([uploadProblem.tooLarge(limitBytes)]) : null, chunk);
      },
    });
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      // Opened first: a stream that is destroyed while it opens its file may still make the file after its removal.
      const file = await open(path, 'wx', 0o600);
      await pipeline(content, measure, file.createWriteStream());
    } catch (error) {
      content.destroy();
      await rm(path, { force: true }).catch(() => {});
      throw explained(error, this.folder);
    }
    return { path, sizeBytes, digest: hash.digest('hex'), [Symbol.asyncDispose]: () => rm(path, { force: true }) };
  }

  /** Removes what earlier lives of the platform left. */
  async sweep(now: number): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const age = now - ((await stat(path).catch(() => null))?.mtimeMs ?? now);
      if (age > HOUR_MS || isLeftOver(name)) await rm(path, { force: true });
    }
  }
}

function isLeftOver(name: string): boolean {
  const pid = Number(name.split('.')[1]);
  return Number.isInteger(pid) && (pid === process.pid || !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const FOLDER_FAULTS = new Set(['EACCES', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'EPERM']);
const CUT_OFF = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'ABORT_ERR']);

function explained(error: unknown, folder: string): unknown {
  if (error instanceof UploadRefused) return error;
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (CUT_OFF.has(code) || message === 'Unexpected end of form')
    return new UploadRefused([uploadProblem.interrupted()]);
  return folderFault(error, folder);
}

/** What the person is told when the disk is at fault; the error itself when it is another. */
export function folderFault(error: unknown, folder: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!FOLDER_FAULTS.has(code)) return error;
  const said = sayPackage('DATA_FOLDER_NOT_WRITABLE.upload', { folder, reason: code });
  return toError(said, { cause: error, status: 507, retryable: true });
}
