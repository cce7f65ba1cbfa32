import { type Clock, type PubSub, requireAction, type Session } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { findUpload, insertUpload, moveUpload } from '../data/package-uploads.ts';
import type { ResumableFolder } from '../data/resumable-folder.ts';
import type { PackageUploadRecord } from '../domain/package-upload.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';
import { publishUpload } from './publish-upload.ts';
import type { Unpacking } from './unpack-uploads.ts';

export type ReceiveDependencies = {
  database: CoreDatabase;
  clock: Clock;
  pubSub: PubSub;
  resumable: ResumableFolder;
  unpacking: Unpacking;
  limitBytes: number;
  holder: string;
};

/** What a resumable upload does to the platform's books; the bytes themselves are the tus server's. */
export type ReceiveUpload = ReturnType<typeof createReceiveUpload>;

const LONGEST_NAME = 255;
/** Kept free on the disk, for the database and the logs that live on it. */
const SPARE_BYTES = 256 * 1024 * 1024;

export function createReceiveUpload(deps: ReceiveDependencies) {
  return {
    /** Writes down an upload that begins; throws UploadRefused when it can never fit. */
    async begin(id: string, file: { name: string; sizeBytes: number | undefined }, session: Session): Promise<void> {
      requireAction(session, 'package:upload');
      const { sizeBytes } = file;
      if (sizeBytes === undefined) throw new UploadRefused([uploadProblem.lengthMissing()]);
      if (sizeBytes > deps.limitBytes) throw new UploadRefused([uploadProblem.tooLarge(deps.limitBytes)]);
      if (sizeBytes + SPARE_BYTES > (await deps.resumable.freeBytes()))
        throw new UploadRefused([uploadProblem.noSpace(sizeBytes)]);
      const fileName = file.name.slice(0, LONGEST_NAME) || 'package.zip';
      const owner = { ownerId: session.subject, ownerName: session.name, holder: deps.holder };
      await insertUpload(deps.database.client, {
        ...{ id, fileName, sizeBytes, ...owner },
        startedAt: new Date(deps.clock.now()),
      });
      publishUpload(deps, { id, rowVersion: 1 });
    },

    /** Only its owner may send, ask about or end it; for all others it is not there. */
    async find(id: string, session: Session): Promise<PackageUploadRecord | null> {
      const upload = await findUpload(deps.database.client, id);
      if (upload?.ownerId !== session.subject) return null;
      // The last answer may have got lost, or its writing failed after the last byte.
      if (upload.status === 'RECEIVING' && (await deps.resumable.sizeOf(id)) === upload.sizeBytes)
        deps.unpacking.begin(id);
      return upload;
    },

    async received(id: string, doneBytes: number): Promise<void> {
      const at = new Date(deps.clock.now());
      if (!(await moveUpload(deps.database.client, id, ['RECEIVING'], { doneBytes }, at))) return;
      const upload = await findUpload(deps.database.client, id);
      if (upload) publishUpload(deps, upload);
    },

    /** All bytes are there: they are settled on the disk, and unpacking begins. */
    async complete(id: string): Promise<void> {
      await deps.resumable.settle(id);
      deps.unpacking.begin(id);
    },
  };
}
