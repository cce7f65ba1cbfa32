import { createHash } from 'node:crypto';
import { addAbortSignal } from 'node:stream';
import { type Clock, newId, type Session } from '@wecube/kit';
import {
  type EntryDigest,
  type PackageSignature,
  signingKeyId,
  verifySignature,
} from '@wecube/plugin-adapters/contract';
import { type CoreClient, type CoreDatabase, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { Archive } from '../data/archive.ts';
import type { PackageFiles } from '../data/package-files.ts';
import { readTrust } from '../data/package-trust.ts';
import { hasVersion, insertPackage, liveVersions } from '../data/packages.ts';
import { releaseClaim, renewClaim, takeClaim } from '../data/upload-claims.ts';
import { signatureState } from '../domain/package-trust.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';

const CLAIM_MS = 120_000;
const RENEW_MS = 30_000;

export type StoreDependencies = {
  database: CoreDatabase;
  files: PackageFiles;
  audit: Audit;
  clock: Clock;
  /** How many versions of one name may be there that are not decommissioned. */
  mostVersions: number;
};

export type CheckedPackage = {
  uploadId: string;
  name: string;
  version: string;
  manifestXml: string;
  digest: string;
  sizeBytes: number;
  archive: Archive;
  signature: PackageSignature | null;
};

/** Who wants to know how far it is, to end it early, or to write with the package's row. */
export type StoreWatch = {
  signal?: AbortSignal;
  onBytes?(count: number): void;
  onRow?(tx: CoreTransaction, packageId: string): Promise<void>;
};

/**
 * Stores the files of a checked package and then its row; returns the package's id. Only the holder of the version's
 * claim touches `<name>/<version>/`, so of two uploads of one version the second changes nothing of the first.
 */
export async function storePackage(
  deps: StoreDependencies,
  pack: CheckedPackage,
  session: Session,
  watch: StoreWatch = {},
): Promise<string> {
  const { name, version, uploadId } = pack;
  const now = deps.clock.now();
  const claim = { name, version, uploadId, expiresAt: new Date(now + CLAIM_MS) };
  if (await hasVersion(deps.database.client, name, version)) throw alreadyThere(pack);
  await requireRoom(deps, deps.database.client, name);
  await requireTrust(deps.database.client, pack);
  if (!(await takeClaim(deps.database, claim, new Date(now)))) throw alreadyThere(pack);
  await using _claim = {
    [Symbol.asyncDispose]: async () => void (await deps.database.transaction((tx) => releaseClaim(tx, uploadId))),
  };
  // Between the first look and the claim another upload may have finished; from here on none can.
  if (await hasVersion(deps.database.client, name, version)) throw alreadyThere(pack);
  return await storeClaimed(deps, pack, session, watch); // awaited here: the claim is held until it ends
}

async function storeClaimed(
  deps: StoreDependencies,
  pack: CheckedPackage,
  session: Session,
  watch: StoreWatch,
): Promise<string> {
  try {
    await deps.files.removeAll(pack); // what a killed upload left
    await putFiles(deps, pack, watch);
    return await insertRow(deps, pack, session, watch);
  } catch (error) {
    if (!isAlreadyThere(error)) await deps.files.removeAll(pack);
    throw error;
  }
}

async function putFiles(
  deps: StoreDependencies,
  { archive, ...pack }: CheckedPackage,
  watch: StoreWatch,
): Promise<void> {
  let lost = false;
  const digests: EntryDigest[] = [];
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
      const sha256 = await putFile(deps.files, pack, { archive, name, sizeBytes, watch });
      digests.push({ path: name, sha256 });
    }
    if (pack.signature && !verifySignature(pack.signature, digests))
      throw new UploadRefused([uploadProblem.signatureBroken()]);
  } finally {
    clearInterval(renewal);
  }
}

/** Stores one file; gives its SHA-256 of a signed package, which costs time that an unsigned one need not pay. */
async function putFile(
  files: PackageFiles,
  pack: { name: string; version: string; signature: PackageSignature | null },
  { archive, name, sizeBytes, watch }: { archive: Archive; name: string; sizeBytes: number; watch: StoreWatch },
): Promise<string> {
  watch.signal?.throwIfAborted();
  const hash = pack.signature ? createHash('sha256') : null;
  const content = await archive.open(name, (chunk) => {
    hash?.update(chunk);
    watch.onBytes?.(chunk.length);
  });
  if (watch.signal) addAbortSignal(watch.signal, content);
  let damage: Error | null = null;
  content.once('error', (error) => {
    damage = error;
  });
  try {
    await files.put(pack, name, content, sizeBytes);
    return hash?.digest('hex') ?? '';
  } catch (error) {
    throw damage ?? error;
  } finally {
    content.destroy();
  }
}

async function insertRow(
  deps: StoreDependencies,
  pack: CheckedPackage,
  session: Session,
  watch: StoreWatch,
): Promise<string> {
  const { name, version, manifestXml, digest, sizeBytes } = pack;
  const id = newId('pkg');
  const signerKey = pack.signature?.publicKey ?? null;
  const row = { id, name, version, manifestXml, digest, sizeBytes, signerKey };
  try {
    await deps.database.transaction(async (tx) => {
      if (!(await releaseClaim(tx, pack.uploadId))) throw alreadyThere(pack);
      await requireRoom(deps, tx, name);
      await requireTrust(tx, pack);
      await insertPackage(tx, { ...row, uploadedAt: new Date(deps.clock.now()), uploadedBy: session.name });
      const signedBy = signerKey && signingKeyId(signerKey);
      const detail = { name, version, digest, sizeBytes, signedBy };
      await deps.audit.record(tx, { session, action: 'package:upload', subject: id, outcome: 'DONE', detail });
      await watch.onRow?.(tx, id);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? alreadyThere(pack) : error;
  }
  return id;
}

/** The policy of the platform; whether the signature fits is known only when the files were read. */
async function requireTrust(
  reader: CoreClient | CoreTransaction,
  { name, version, signature }: Pick<CheckedPackage, 'name' | 'version' | 'signature'>,
): Promise<void> {
  const trust = await readTrust(reader);
  if (!trust.requireSignature) return;
  const key = signature?.publicKey ?? null;
  if (key === null) throw new UploadRefused([uploadProblem.unsigned(name, version)]);
  if (signatureState(key, trust) !== 'TRUSTED')
    throw new UploadRefused([uploadProblem.keyNotTrusted(name, version, signingKeyId(key))]);
}

async function requireRoom({ mostVersions }: StoreDependencies, reader: CoreClient | CoreTransaction, name: string) {
  const versions = await liveVersions(reader, name);
  if (versions.length >= mostVersions) throw new UploadRefused([uploadProblem.tooManyVersions(name, versions)]);
}

function alreadyThere({ name, version }: { name: string; version: string }): UploadRefused {
  return new UploadRefused([uploadProblem.exists(name, version)]);
}

/** Then the files belong to another upload. */
function isAlreadyThere(error: unknown): boolean {
  return error instanceof UploadRefused && error.problems.some(({ code }) => code === 'PACKAGE_EXISTS');
}
