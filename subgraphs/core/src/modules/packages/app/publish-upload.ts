import { type Clock, newId, type PubSub } from '@wecube/kit';
import type { PackageUploadRecord } from '../domain/package-upload.ts';

export const PACKAGE_UPLOAD_CHANGED = 'packageUploadChanged';

/** The hint that an upload moved or went away; whoever gets it reads the upload itself. */
export type PackageUploadEvent = { id: string; type: string; subject: string; version: number; at: Date };

export function publishUpload(
  deps: { clock: Clock; pubSub: PubSub },
  upload: Pick<PackageUploadRecord, 'id' | 'rowVersion'>,
  type: 'UPLOAD_CHANGED' | 'UPLOAD_REMOVED' = 'UPLOAD_CHANGED',
): void {
  const event: PackageUploadEvent = {
    ...{ id: newId('evt'), type, subject: upload.id, version: upload.rowVersion },
    at: new Date(deps.clock.now()),
  };
  deps.pubSub.publish(PACKAGE_UPLOAD_CHANGED, event);
}
