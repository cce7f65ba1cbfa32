import type { Readable } from 'node:stream';
import { type Logger, newId, type Problem, type PubSub, requireAction, type Session } from '@wecube/kit';
import { openArchive } from '../data/archive.ts';
import { findPackage, hasVersion } from '../data/packages.ts';
import { findLapsedClaims, releaseClaim, takeClaim } from '../data/upload-claims.ts';
import type { UploadFolder } from '../data/upload-folder.ts';
import { UploadRefused } from '../domain/upload-problems.ts';
import { checkArchive } from './check-archive.ts';
import { publishChange } from './publish-change.ts';
import { type StoreDependencies, storePackage } from './store-package.ts';

export type UploadDependencies = StoreDependencies & {
  folder: UploadFolder;
  limitBytes: number;
  logger: Logger;
  pubSub: PubSub;
};

const SWEEP_MS = 600_000;

export type UploadResult = { ok: true; id: string } | { ok: false; problems: readonly Problem[] };

/** Receives a package's zip, checks all of it, and stores it; when something is wrong, nothing of it remains. */
export type UploadPackage = (content: Readable, session: Session) => Promise<UploadResult>;

export function createUploadPackage(deps: UploadDependencies): UploadPackage {
  return async (content, session) => {
    requireAction(session, 'package:upload');
    try {
      const id = await receiveAndStore(deps, content, session);
      const pack = await findPackage(deps.database.client, id);
      if (pack) publishChange(deps, pack, 'PACKAGE_UPLOADED');
      return { ok: true, id };
    } catch (error) {
      if (!(error instanceof UploadRefused)) throw error;
      deps.logger.info({ problems: error.problems, who: session.name }, 'an upload was refused');
      return { ok: false, problems: error.problems };
    }
  };
}

async function receiveAndStore(deps: UploadDependencies, content: Readable, session: Session): Promise<string> {
  const uploadId = newId('upl');
  await using file = await deps.folder.receive(uploadId, content, deps.limitBytes);
  const archive = await openArchive(file.path, deps.limitBytes);
  try {
    const checked = await checkArchive(archive);
    return await storePackage(deps, { ...checked, uploadId, digest: file.digest, sizeBytes: file.sizeBytes }, session);
  } finally {
    archive.close();
  }
}

/** Takes away what killed uploads left: temporary files, lapsed claims and the objects under them. */
export async function sweepUploads(deps: UploadDependencies): Promise<void> {
  const now = deps.clock.now();
  await deps.folder.sweep(now);
  for (const { name, version } of await findLapsedClaims(deps.database, new Date(now))) {
    const claim = { name, version, uploadId: newId('swp'), expiresAt: new Date(now + SWEEP_MS) };
    if (!(await takeClaim(deps.database, claim, new Date(now)))) continue;
    if (!(await hasVersion(deps.database.client, name, version))) await deps.files.removeAll(claim);
    await deps.database.transaction((tx) => releaseClaim(tx, claim.uploadId));
  }
}
