import type { Problem } from '@wecube/kit';

/**
 * RECEIVING --all bytes are there--> CHECKING --fit to be unpacked--> UNPACKING --files and package written--> STORED
 *                                        \---------- refused -----------/-----> REFUSED
 */
export const UPLOAD_STATUSES = ['RECEIVING', 'CHECKING', 'UNPACKING', 'STORED', 'REFUSED'] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

/** A zip on its way to become a package. */
export type PackageUploadRecord = {
  id: string;
  fileName: string;
  sizeBytes: number;
  status: UploadStatus;
  /** Of the present status: received, read for the checks, or unpacked so far. */
  doneBytes: number;
  totalBytes: number;
  /** Known once the manifest was read. */
  packageName: string | null;
  packageVersion: string | null;
  /** Of a STORED one. */
  packageId: string | null;
  /** Of a REFUSED one. */
  problems: readonly Problem[];
  /** The core that has the file in its data folder; only that one goes on with it. */
  holder: string;
  ownerId: string;
  ownerName: string;
  startedAt: Date;
  changedAt: Date;
  rowVersion: number;
};

export function isUploadStatus(text: string): text is UploadStatus {
  return (UPLOAD_STATUSES as readonly string[]).includes(text);
}
