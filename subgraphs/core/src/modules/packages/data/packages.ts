import { type KeyOrder, keysetQuery, type Page } from '@wecube/kit';
import { compareVersions } from '@wecube/plugin-adapters/contract';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { PackageRecord } from '../domain/package.ts';
import type { PackageStatus } from '../domain/status.ts';
import { toPackageRecord } from './package-row.ts';

type Reader = CoreClient | CoreTransaction;

export type PackageWhere = NonNullable<NonNullable<Parameters<CoreClient['package']['findMany']>[0]>['where']>;

export async function findPackage(reader: Reader, id: string): Promise<PackageRecord | null> {
  const row = await reader.package.findUnique({ where: { id } });
  return row && toPackageRecord(row);
}

export async function findVersion(reader: Reader, name: string, version: string): Promise<PackageRecord | null> {
  const row = await reader.package.findFirst({ where: { name, version } });
  return row && toPackageRecord(row);
}

export async function findActivePackage(reader: Reader, name: string): Promise<PackageRecord | null> {
  const row = await reader.package.findUnique({ where: { activeName: name } });
  return row && toPackageRecord(row);
}

export async function findActivePackages(reader: Reader): Promise<PackageRecord[]> {
  const rows = await reader.package.findMany({ where: { activeName: { not: null } }, orderBy: { name: 'asc' } });
  return rows.map(toPackageRecord);
}

export async function findPackages(reader: Reader, ids: readonly string[]): Promise<PackageRecord[]> {
  const rows = await reader.package.findMany({ where: { id: { in: [...ids] } } });
  return rows.map(toPackageRecord);
}

export async function hasVersion(reader: Reader, name: string, version: string): Promise<boolean> {
  return (await reader.package.count({ where: { name, version } })) > 0;
}

/** The versions of a name that are not decommissioned. */
export async function liveVersions(reader: Reader, name: string): Promise<string[]> {
  const rows = await reader.package.findMany({
    where: { name, status: { not: 'DECOMMISSIONED' } },
    select: { version: true },
  });
  return rows.map(({ version }) => version).sort(compareVersions);
}

/** Every version of the names, the newest first. */
export async function findVersions(reader: Reader, names: readonly string[]): Promise<PackageRecord[]> {
  const rows = await reader.package.findMany({ where: { name: { in: [...names] } } });
  return rows.map(toPackageRecord).sort((left, right) => compareVersions(right.version, left.version));
}

/** A page of packages in the given order, one row more than asked for when there are more. */
export async function readPackages(
  client: CoreClient,
  where: PackageWhere,
  page: Page,
  order: readonly KeyOrder[],
): Promise<PackageRecord[]> {
  const query = keysetQuery(page, order);
  const rows = await client.package.findMany({ ...query, where: { AND: [where, query.where] } });
  return rows.map(toPackageRecord);
}

export function countPackages(client: CoreClient, where: PackageWhere): Promise<number> {
  return client.package.count({ where });
}

export type NewPackage = Omit<
  PackageRecord,
  'status' | 'active' | 'registeredAt' | 'compositionError' | 'rowVersion' | 'manifest'
>;

/** Throws a unique violation when the name has this version already. */
export async function insertPackage(tx: CoreTransaction, pack: NewPackage): Promise<void> {
  await tx.package.create({ data: { ...pack, status: 'UPLOADED', rowVersion: 1 } });
}

/** False when the package is no longer in the status that the caller saw, or is active already. */
export async function markRegistered(tx: CoreTransaction, pack: PackageRecord, at: Date): Promise<boolean> {
  const { count } = await tx.package.updateMany({
    where: { id: pack.id, status: pack.status, activeName: null },
    data: { status: 'REGISTERED', registeredAt: at, compositionError: null, rowVersion: { increment: 1 } },
  });
  return count === 1;
}

/** False when the package was not the active version any more. */
export async function giveUpName(tx: CoreTransaction, pack: PackageRecord): Promise<boolean> {
  const { count } = await tx.package.updateMany({
    where: { id: pack.id, activeName: pack.name },
    data: { activeName: null, compositionError: null, rowVersion: { increment: 1 } },
  });
  return count === 1;
}

/** Makes the package the active version; throws a unique violation while another one is. */
export async function takeName(tx: CoreTransaction, pack: PackageRecord): Promise<void> {
  await tx.package.update({ where: { id: pack.id }, data: { activeName: pack.name } });
}

const GONE = { status: 'DECOMMISSIONED', activeName: null, compositionError: null, rowVersion: { increment: 1 } };

/** False when the package was not in one of `from`. */
export async function retirePackage(
  tx: CoreTransaction,
  id: string,
  from: readonly PackageStatus[],
  at: Date,
): Promise<boolean> {
  const { count } = await tx.package.updateMany({
    where: { id, status: { in: [...from] } },
    data: { ...GONE, decommissionedAt: at },
  });
  return count === 1;
}

/** False when the active version of the name says so already, or there is none. */
export async function writeCompositionError(tx: CoreTransaction, name: string, error: string | null): Promise<boolean> {
  const saysOtherwise =
    error === null
      ? [{ compositionError: { not: null } }]
      : [{ compositionError: null }, { compositionError: { not: error } }];
  const { count } = await tx.package.updateMany({
    where: { activeName: name, OR: saysOtherwise },
    data: { compositionError: error, rowVersion: { increment: 1 } },
  });
  return count === 1;
}
