import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { findHeldUploads, removeDecidedUploads, removeUnfinishedUpload } from '../data/package-uploads.ts';
import type { ResumableFolder } from '../data/resumable-folder.ts';
import type { PackageUploadRecord } from '../domain/package-upload.ts';
import { publishUpload } from './publish-upload.ts';
import type { Unpacking } from './unpack-uploads.ts';

export type SweepDependencies = {
  database: CoreDatabase;
  clock: Clock;
  pubSub: PubSub;
  logger: Logger;
  resumable: ResumableFolder;
  unpacking: Unpacking;
  holder: string;
};

const DAY_MS = 24 * 3_600_000;

/** Goes on with what a killed core had received whole, and gives up what nobody has sent a byte of for a day. */
export async function sweepResumable(deps: SweepDependencies): Promise<void> {
  const now = deps.clock.now();
  for (const upload of await findHeldUploads(deps.database.client, deps.holder)) {
    if (upload.status !== 'RECEIVING' || (await isWhole(deps, upload))) deps.unpacking.begin(upload.id);
    else if (now - upload.changedAt.getTime() > DAY_MS) await giveUp(deps, upload);
  }
  await removeDecidedUploads(deps.database.client, new Date(now - DAY_MS));
}

/** Takes away an upload whose bytes are not all there, with what had arrived; false when it went on meanwhile. */
export async function giveUp(
  deps: Pick<SweepDependencies, 'database' | 'clock' | 'pubSub' | 'resumable'>,
  upload: PackageUploadRecord,
): Promise<boolean> {
  if (!(await removeUnfinishedUpload(deps.database.client, upload.id))) return false;
  await deps.resumable.remove(upload.id);
  publishUpload(deps, { id: upload.id, rowVersion: upload.rowVersion + 1 }, 'UPLOAD_REMOVED');
  return true;
}

async function isWhole({ resumable }: SweepDependencies, { id, sizeBytes }: PackageUploadRecord): Promise<boolean> {
  return (await resumable.sizeOf(id)) === sizeBytes;
}
