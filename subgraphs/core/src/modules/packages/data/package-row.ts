import { toError } from '@wecube/kit';
import { type Manifest, parseManifest } from '@wecube/plugin-adapters/contract';
import type { CoreClient } from '@wecube/prisma';
import type { PackageRecord } from '../domain/package.ts';
import { isPackageStatus } from '../domain/status.ts';
import { sayPackage } from '../domain/texts.ts';

type PackageRow = NonNullable<Awaited<ReturnType<CoreClient['package']['findUnique']>>>;

/** The row in the module's words; its manifest is read from the XML, which is the truth. */
export function toPackageRecord(row: PackageRow): PackageRecord {
  if (!isPackageStatus(row.status)) throw new Error(`Package ${row.id} has the unknown status ${row.status}.`);
  const { id, name, version, status, digest, sizeBytes, manifestXml, uploadedAt, uploadedBy, registeredAt } = row;
  return {
    ...{ id, name, version, status, digest, sizeBytes, manifestXml, uploadedAt, uploadedBy, registeredAt },
    active: row.activeName !== null,
    manifest: manifestOf(row),
    compositionError: row.compositionError,
    signerKey: row.signerKey,
    rowVersion: row.rowVersion,
  };
}

const KEPT_MANIFESTS = 200;
const manifests = new Map<string, Manifest>();

/** Reading a large manifest takes tens of milliseconds, and the manifest of an id never changes. */
function manifestOf(row: PackageRow): Manifest {
  const known = manifests.get(row.id);
  if (known) return known;
  const result = parseManifest(row.manifestXml);
  if (!result.ok) {
    const said = sayPackage('PACKAGE_MANIFEST_UNREADABLE', { name: row.name, version: row.version });
    throw toError(said, { extensions: { packageId: row.id, problems: result.problems } });
  }
  const oldest = manifests.keys().next().value;
  if (manifests.size >= KEPT_MANIFESTS && oldest !== undefined) manifests.delete(oldest);
  manifests.set(row.id, result.manifest);
  return result.manifest;
}
