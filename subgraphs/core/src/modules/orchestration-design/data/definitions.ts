import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { DefinitionGraph, DefinitionRecord, DefinitionSettings, DefinitionStatus } from '../domain/definition.ts';
import { toRecord, WITH_ROLES } from './definition-row.ts';

type Reader = CoreClient | CoreTransaction;

/** Longer than any service name the platform makes. */
const LONGEST_SERVICE_NAME = 512;

export async function findDefinition(db: Reader, id: string): Promise<DefinitionRecord | null> {
  const row = await db.definition.findUnique({ where: { id }, include: WITH_ROLES });
  return row && toRecord(row);
}

export async function findByCreateRequest(db: Reader, createRequest: string): Promise<DefinitionRecord | null> {
  const row = await db.definition.findUnique({ where: { createRequest }, include: WITH_ROLES });
  return row && toRecord(row);
}

export async function findDraftOf(db: Reader, key: string): Promise<DefinitionRecord | null> {
  const row = await db.definition.findUnique({ where: { draftKey: key }, include: WITH_ROLES });
  return row && toRecord(row);
}

export async function findLatestDeployed(db: Reader, key: string): Promise<DefinitionRecord | null> {
  const row = await db.definition.findFirst({
    where: { key, status: 'DEPLOYED' },
    orderBy: { version: 'desc' },
    include: WITH_ROLES,
  });
  return row && toRecord(row);
}

export async function findDefinitionVersion(
  db: Reader,
  key: string,
  version: number,
): Promise<DefinitionRecord | null> {
  const row = await db.definition.findUnique({ where: { key_version: { key, version } }, include: WITH_ROLES });
  return row && toRecord(row);
}

/** The highest version of a key, whatever its status. */
export async function findNewest(db: Reader, key: string): Promise<DefinitionRecord | null> {
  const row = await db.definition.findFirst({ where: { key }, orderBy: { version: 'desc' }, include: WITH_ROLES });
  return row && toRecord(row);
}

/** All versions of a key, newest first. */
export async function listVersions(db: Reader, key: string): Promise<DefinitionRecord[]> {
  const rows = await db.definition.findMany({ where: { key }, orderBy: { version: 'desc' }, include: WITH_ROLES });
  return rows.map(toRecord);
}

/** Writes a new draft as the newest version of its key. Throws a unique violation when the key has a draft already. */
export async function insertDraft(
  tx: CoreTransaction,
  draft: DefinitionRecord,
  createRequest: string | null,
): Promise<void> {
  await tx.definition.updateMany({ where: { key: draft.key, latest: true }, data: { latest: false } });
  await tx.definition.create({
    data: { ...columnsOf(draft), latest: true, draftKey: draft.key, createRequest },
  });
  await replaceRoles(tx, draft.id, draft);
  await replaceServices(tx, draft.id, draft);
}

export type DraftChanges = Pick<DefinitionRecord, 'name' | 'description' | 'updatedBy' | 'updatedAt'> &
  DefinitionGraph &
  DefinitionSettings;

/** Saves a draft that nobody changed since `rowVersion`; tells whether it did. */
export async function updateDraft(
  tx: CoreTransaction,
  id: string,
  rowVersion: number,
  changes: DraftChanges,
): Promise<boolean> {
  const { count } = await tx.definition.updateMany({
    where: { id, rowVersion, status: 'DRAFT' },
    data: { ...columnsOf(changes), rowVersion: { increment: 1 } },
  });
  if (count === 0) return false;
  await replaceServices(tx, id, changes);
  await replaceRoles(tx, id, changes);
  return true;
}

export type StatusChange = { from: DefinitionStatus; to: DefinitionStatus; by: string; at: Date };

/** Moves a version that is still as it was read to another status; tells whether it did. */
export async function updateStatus(
  tx: CoreTransaction,
  id: string,
  rowVersion: number,
  change: StatusChange,
): Promise<boolean> {
  const deployed = change.from === 'DRAFT' ? { deployedAt: change.at, draftKey: null } : {};
  const { count } = await tx.definition.updateMany({
    where: { id, rowVersion, status: change.from },
    data: { status: change.to, ...deployed, updatedBy: change.by, updatedAt: change.at, rowVersion: { increment: 1 } },
  });
  return count === 1;
}

/** Deletes a draft that is still as it was read; the version before it becomes the newest again. */
export async function removeDraft(tx: CoreTransaction, draft: DefinitionRecord): Promise<boolean> {
  const { count } = await tx.definition.deleteMany({
    where: { id: draft.id, rowVersion: draft.rowVersion, status: 'DRAFT' },
  });
  if (count === 0) return false;
  await tx.definitionService.deleteMany({ where: { definitionId: draft.id } });
  await tx.definitionRole.deleteMany({ where: { definitionId: draft.id } });
  const before = await tx.definition.findFirst({
    where: { key: draft.key },
    orderBy: { version: 'desc' },
    select: { id: true },
  });
  if (before) await tx.definition.update({ where: { id: before.id }, data: { latest: true } });
  return true;
}

/** Deployed versions that call services of a package, by name and version. */
export async function listDeployedUsing(
  db: Reader,
  packageName: string,
): Promise<{ name: string; version: number; services: string[] }[]> {
  const uses = await db.definitionService.findMany({ where: { packageName } });
  const ids = [...new Set(uses.map(({ definitionId }) => definitionId))];
  const rows = await db.definition.findMany({
    where: { id: { in: ids }, status: 'DEPLOYED' },
    select: { id: true, name: true, version: true },
    orderBy: [{ name: 'asc' }, { version: 'asc' }],
  });
  const servicesOf = (id: string) =>
    uses.filter(({ definitionId }) => definitionId === id).map(({ service }) => service);
  return rows.map(({ id, name, version }) => ({ name, version, services: servicesOf(id) }));
}

async function replaceServices(
  tx: CoreTransaction,
  definitionId: string,
  { nodes }: Pick<DefinitionGraph, 'nodes'>,
): Promise<void> {
  const named = nodes.flatMap(({ service }) => (service && service.length <= LONGEST_SERVICE_NAME ? [service] : []));
  const data = [...new Set(named)].map((service) => ({
    definitionId,
    service,
    packageName: service.split('/')[0]?.slice(0, 255) ?? '',
  }));
  await tx.definitionService.deleteMany({ where: { definitionId } });
  if (data.length > 0) await tx.definitionService.createMany({ data });
}

/** Who may change and who may run a version. */
async function replaceRoles(
  tx: CoreTransaction,
  definitionId: string,
  { mgmtRoles, useRoles }: Pick<DefinitionSettings, 'mgmtRoles' | 'useRoles'>,
): Promise<void> {
  const binds = (permission: string, roles: readonly string[]) =>
    [...new Set(roles)].map((role) => ({ definitionId, permission, role }));
  const data = [...binds('MGMT', mgmtRoles), ...binds('USE', useRoles)];
  await tx.definitionRole.deleteMany({ where: { definitionId } });
  if (data.length > 0) await tx.definitionRole.createMany({ data });
}

/** A definition as its row keeps it; roles stand in a table of their own. */
function columnsOf<Part extends DefinitionGraph & DefinitionSettings>(part: Part) {
  const { mgmtRoles: _mgmt, useRoles: _use, nodes, links, authorisedPlugins, ...columns } = part;
  return {
    ...columns,
    nodes: JSON.stringify(nodes),
    links: JSON.stringify(links),
    authorisedPlugins: JSON.stringify(authorisedPlugins),
  };
}
