import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { DefinitionGraph, DefinitionRecord, DefinitionSettings, DefinitionStatus } from '../domain/definition.ts';
import { toRecord, WITH_ROLES } from './definition-row.ts';
import { keepState } from './draft-states.ts';

type Reader = CoreClient | CoreTransaction;

const LONGEST_KEY = 64;
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
  await writeParts(tx, draft);
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
  await writeParts(tx, { ...changes, id, rowVersion: rowVersion + 1 });
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

/** Gives a version other roles; its content stays as it is, so this is done to deployed ones too. */
export async function updateRoles(
  tx: CoreTransaction,
  { id, rowVersion }: Pick<DefinitionRecord, 'id' | 'rowVersion'>,
  roles: Pick<DefinitionSettings, 'mgmtRoles' | 'useRoles' | 'authorisedPlugins'>,
  change: { by: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.definition.updateMany({
    where: { id, rowVersion },
    data: { updatedBy: change.by, updatedAt: change.at, rowVersion: { increment: 1 } },
  });
  if (count === 1) await replaceRoles(tx, id, roles);
  return count === 1;
}

/** Deletes a draft that is still as it was read; the version before it becomes the newest again. */
export async function removeDraft(tx: CoreTransaction, draft: DefinitionRecord): Promise<boolean> {
  const { count } = await tx.definition.deleteMany({
    where: { id: draft.id, rowVersion: draft.rowVersion, status: 'DRAFT' },
  });
  if (count === 0) return false;
  const own = { where: { definitionId: draft.id } };
  await tx.definitionService.deleteMany(own);
  await tx.definitionRole.deleteMany(own);
  await tx.definitionCall.deleteMany(own);
  await tx.definitionState.deleteMany(own);
  await tx.definitionComment.deleteMany(own);
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

/** What stands in tables of its own beside a version that was written. */
async function writeParts(
  tx: CoreTransaction,
  written: DraftChanges & Pick<DefinitionRecord, 'id' | 'rowVersion'>,
): Promise<void> {
  await replaceServices(tx, written.id, written);
  await replaceRoles(tx, written.id, written);
  await replaceCalls(tx, written.id, written);
  await keepState(tx, written);
}

async function replaceCalls(
  tx: CoreTransaction,
  definitionId: string,
  { nodes }: Pick<DefinitionGraph, 'nodes'>,
): Promise<void> {
  const calls = nodes.flatMap(({ type, subProcessKey: childKey, subProcessVersion }) =>
    type === 'SUB_PROCESS' && childKey && childKey.length <= LONGEST_KEY
      ? [{ definitionId, childKey, childVersion: subProcessVersion ?? 0 }]
      : [],
  );
  const data = [...new Map(calls.map((call) => [`${call.childKey}@${call.childVersion}`, call])).values()];
  await tx.definitionCall.deleteMany({ where: { definitionId } });
  if (data.length > 0) await tx.definitionCall.createMany({ data });
}

/** Deployed versions that run one of these versions of an orchestration; 0 is whatever is the newest. */
export async function listDeployedParents(
  db: Reader,
  childKey: string,
  versions: readonly number[],
): Promise<{ id: string; name: string; version: number }[]> {
  const calls = await db.definitionCall.findMany({ where: { childKey, childVersion: { in: [...versions] } } });
  return db.definition.findMany({
    where: { id: { in: calls.map(({ definitionId }) => definitionId) }, status: 'DEPLOYED' },
    select: { id: true, name: true, version: true },
    orderBy: [{ name: 'asc' }, { version: 'asc' }],
  });
}

/** Whether another version of the key than this one is deployed. */
export async function hasOtherDeployed(
  db: Reader,
  { id, key }: Pick<DefinitionRecord, 'id' | 'key'>,
): Promise<boolean> {
  return (await db.definition.count({ where: { key, status: 'DEPLOYED', id: { not: id } } })) > 0;
}

/** Whether a version of the key was deployed once. */
export async function wasDeployed(db: Reader, key: string): Promise<boolean> {
  return (await db.definition.count({ where: { key, status: { not: 'DRAFT' } } })) > 0;
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
  { mgmtRoles, useRoles, authorisedPlugins }: Pick<DefinitionSettings, 'mgmtRoles' | 'useRoles' | 'authorisedPlugins'>,
): Promise<void> {
  const binds = (permission: string, roles: readonly string[]) =>
    [...new Set(roles)].map((role) => ({ definitionId, permission, role }));
  const data = [...binds('MGMT', mgmtRoles), ...binds('USE', useRoles), ...binds('PLUGIN', authorisedPlugins)];
  await tx.definitionRole.deleteMany({ where: { definitionId } });
  if (data.length > 0) await tx.definitionRole.createMany({ data });
}

/** A definition as its row keeps it; roles stand in a table of their own. */
function columnsOf<Part extends DefinitionGraph & DefinitionSettings>(part: Part) {
  const { mgmtRoles: _mgmt, useRoles: _use, authorisedPlugins: _plugins, nodes, links, ...columns } = part;
  return {
    ...columns,
    nodes: JSON.stringify(nodes),
    links: JSON.stringify(links),
  };
}
