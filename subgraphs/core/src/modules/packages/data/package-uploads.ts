import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { z } from 'zod';
import { isUploadStatus, type PackageUploadRecord, type UploadStatus } from '../domain/package-upload.ts';

type Reader = CoreClient | CoreTransaction;
type UploadRow = NonNullable<Awaited<ReturnType<CoreClient['packageUpload']['findUnique']>>>;

export type NewUpload = Pick<
  PackageUploadRecord,
  'id' | 'fileName' | 'sizeBytes' | 'holder' | 'ownerId' | 'ownerName' | 'startedAt'
>;

export async function insertUpload(client: CoreClient, upload: NewUpload): Promise<void> {
  const beginning = { status: 'RECEIVING', doneBytes: 0, totalBytes: upload.sizeBytes, rowVersion: 1 };
  await client.packageUpload.create({ data: { ...upload, ...beginning, changedAt: upload.startedAt } });
}

export async function findUpload(reader: Reader, id: string): Promise<PackageUploadRecord | null> {
  const row = await reader.packageUpload.findUnique({ where: { id } });
  return row && toRecord(row);
}

const MOST_SHOWN = 50;

/** What is under way or was refused lately, newest first. */
export async function findOpenUploads(client: CoreClient): Promise<PackageUploadRecord[]> {
  const rows = await client.packageUpload.findMany({
    where: { status: { not: 'STORED' } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: MOST_SHOWN,
  });
  return rows.map(toRecord);
}

/** Everything of one core that is not decided yet. */
export async function findHeldUploads(client: CoreClient, holder: string): Promise<PackageUploadRecord[]> {
  const rows = await client.packageUpload.findMany({
    where: { holder, status: { in: ['RECEIVING', 'CHECKING', 'UNPACKING'] } },
  });
  return rows.map(toRecord);
}

export type UploadProgress = Partial<
  Pick<
    PackageUploadRecord,
    'status' | 'doneBytes' | 'totalBytes' | 'packageName' | 'packageVersion' | 'packageId' | 'problems'
  >
>;

/** Writes how far an upload is; false when it is not in one of `from` any more. */
export async function moveUpload(
  reader: Pick<CoreTransaction, 'packageUpload'>,
  id: string,
  from: readonly UploadStatus[],
  { problems, ...progress }: UploadProgress,
  at: Date,
): Promise<boolean> {
  const { count } = await reader.packageUpload.updateMany({
    where: { id, status: { in: [...from] } },
    data: {
      ...progress,
      ...(problems ? { problems: JSON.stringify(problems) } : {}),
      changedAt: at,
      rowVersion: { increment: 1 },
    },
  });
  return count === 1;
}

/** False when it was not there, or all of it had arrived already. */
export async function removeUnfinishedUpload(client: CoreClient, id: string): Promise<boolean> {
  const { count } = await client.packageUpload.deleteMany({ where: { id, status: 'RECEIVING' } });
  return count === 1;
}

export async function removeDecidedUploads(client: CoreClient, before: Date): Promise<void> {
  const decided = { in: ['STORED', 'REFUSED'] };
  await client.packageUpload.deleteMany({ where: { status: decided, changedAt: { lt: before } } });
}

function toRecord({ problems, status, ...row }: UploadRow): PackageUploadRecord {
  if (!isUploadStatus(status)) throw new Error(`Upload ${row.id} has the unknown status ${status}.`);
  return { ...row, status, problems: problems === null ? [] : PROBLEMS.parse(JSON.parse(problems)) };
}

const PROBLEMS = z.array(
  z.object({
    code: z.string(),
    message: z.string(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    path: z.array(z.string()).optional(),
    remedy: z.string().optional(),
  }),
);
