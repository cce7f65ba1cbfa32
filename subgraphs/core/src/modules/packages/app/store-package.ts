import { type Clock, newId, type Session } from '@wecube/kit';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { Archive } from '../data/archive.ts';
import type { PackageFiles } from '../data/package-files.ts';
import { hasVersion, insertPackage } from '../data/packages.ts';
import { releaseClaim, renewClaim, takeClaim } from '../data/upload-claims.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';

const CLAIM_MS = 120_000;
const RENEW_MS = 30_000;

export type StoreDependencies = { database: CoreDatabase; files: PackageFiles; audit: Audit; clock: Clock };

export type CheckedPackage = {
  uploadId: string;
  name: string;
  version: string;
  manifestXml: string;
  digest: string;
  sizeBytes: number;
  archive: Archive;
};

/**
 * Stores the files of a checked package and then its row; returns the package's id. Only the holder of the version's
 * claim touches `<name>/<version>/`, so of two uploads of one version the second changes nothing of the first.
 */
export async function storePackage(deps: StoreDependencies, pack: CheckedPackage, session: Session): Promise<string> {
  const { name, version, uploadId } = pack;
  const now = deps.clock.now();
  const claim = { name, version, uploadId, expiresAt: new Date(now + CLAIM_MS) };
  if (await hasVersion(deps.database.client, name, version)) throw alreadyThere(pack);
  if (!(await takeClaim(deps.database, claim, new Date(now)))) throw alreadyThere(pack);
  await using _claim = {
    [Symbol.asyncDispose]: async () => void (await deps.database.transaction((tx) => releaseClaim(tx, uploadId))),
  };
  // Between the first look and the claim another upload may have finished; from here on none can.
  if (await hasVersion(deps.database.client, name, version)) throw alreadyThere(pack);
  return await storeClaimed(deps, pack, session); // awaited here: the claim is held until it ends
}

async function storeClaimed(deps: StoreDependencies, pack: CheckedPackage, session: Session): Promise<string> {
  try {
    await deps.files.removeAll(pack); // what a killed upload left
    await putFiles(deps, pack);
    return await insertRow(deps, pack, session);
  } catch (error) {
    if (!isAlreadyThere(error)) await deps.files.removeAll(pack);
    throw error;
  }
}

async function putFiles(deps: StoreDependencies, { archive, ...pack }: CheckedPackage): Promise<void> {
  let lost = false;
  const renewal = setInterval(() => {
    const expiresAt = new Date(deps.clock.now() + CLAIM_MS);
    renewClaim(deps.database, pack.uploadId, expiresAt).then(
      (kept) => {
        lost = !kept;
      },
      () => {}, // the database is away for now; the claim lasts for several renewals
    );
  }, RENEW_MS);
  try {
    for (const { name, sizeBytes } of archive.files) {
      if (lost) throw alreadyThere(pack);
      await putFile(deps.files, pack, { archive, name, sizeBytes });
    }
  } finally {
    clearInterval(renewal);
  }
}

async function putFile(
  files: PackageFiles,
  pack: { name: string; version: string },
  { archive, name, sizeBytes }: { archive: Archive; name: string; sizeBytes: number },
): Promise<void> {
  const content = await archive.open(name);
  let damage: Error | null = null;
  content.once('error', (error) => {
    damage = error;
  });
  try {
    await files.put(pack, name, content, sizeBytes);
  } catch (error) {
    throw damage ?? error;
  } finally {
    content.destroy();
  }
}

async function insertRow(deps: StoreDependencies, pack: CheckedPackage, session: Session): Promise<string> {
  const { name, version, manifestXml, digest, sizeBytes } = pack;
  const id = newId('pkg');
  const row = { id, name, version, manifestXml, digest, sizeBytes };
  try {
    await deps.database.transaction(async (tx) => {
      if (!(await releaseClaim(tx, pack.uploadId))) throw alreadyThere(pack);
      await insertPackage(tx, { ...row, uploadedAt: new Date(deps.clock.now()), uploadedBy: session.name });
      const detail = { name, version, digest, sizeBytes };
      await deps.audit.record(tx, { session, action: 'package:upload', subject: id, outcome: 'DONE', detail });
    });
  } catch (error) {
    throw isUniqueViolation(error) ? alreadyThere(pack) : error;
  }
  return id;
}

function alreadyThere({ name, version }: { name: string; version: string }): UploadRefused {
  return new UploadRefused([uploadProblem.exists(name, version)]);
}

/** Then the files belong to another upload. */
function isAlreadyThere(error: unknown): boolean {
  return error instanceof UploadRefused && error.problems.some(({ code }) => code === 'PACKAGE_EXISTS');
}
