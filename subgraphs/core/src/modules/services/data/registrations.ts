import { type KeyOrder, keysetQuery, newId, type Page, type Session } from '@wecube/kit';
import { serviceName } from '@wecube/plugin-adapters/contract';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { mayUse } from '../domain/access.ts';
import {
  callableActions,
  type Decision,
  type RegistrationContent,
  type RegistrationOrigin,
  type RegistrationRecord,
  type RoleBind,
  registrationTitle,
} from '../domain/registration.ts';
import { type RegistrationRow, toRegistration } from './registration-row.ts';

type Reader = CoreClient | CoreTransaction;
export type RegistrationWhere = NonNullable<
  NonNullable<Parameters<CoreClient['serviceRegistration']['findMany']>[0]>['where']
>;

const PRESENT = { retired: false };
const BY_TITLE: KeyOrder[] = [{ field: 'title', direction: 'asc' }];

export async function findRegistration(reader: Reader, id: string): Promise<RegistrationRecord | null> {
  const row = await reader.serviceRegistration.findFirst({ where: { id, ...PRESENT } });
  return row && ((await withParts(reader, [row]))[0] ?? null);
}

/** Those of a package's active version; with `all` also those that a version gave up. */
export async function registrationsOf(
  reader: Reader,
  packageName: string,
  all: 'all' | null = null,
): Promise<RegistrationRecord[]> {
  const where = { packageName, ...(all ? {} : PRESENT) };
  const rows = await reader.serviceRegistration.findMany({ where, orderBy: { title: 'asc' } });
  return withParts(reader, rows, all);
}

/** Those of every package's active version. */
export async function allRegistrations(client: CoreClient): Promise<RegistrationRecord[]> {
  return withParts(client, await client.serviceRegistration.findMany({ where: PRESENT, orderBy: { title: 'asc' } }));
}

export async function readRegistrations(
  client: CoreClient,
  where: RegistrationWhere,
  page: Page,
): Promise<RegistrationRecord[]> {
  const query = keysetQuery(page, BY_TITLE);
  const rows = await client.serviceRegistration.findMany({ ...query, where: { AND: [where, PRESENT, query.where] } });
  return withParts(client, rows);
}

export function countRegistrations(client: CoreClient, where: RegistrationWhere): Promise<number> {
  return client.serviceRegistration.count({ where: { AND: [where, PRESENT] } });
}

/** Registrations that the person's roles may not see. */
export async function hiddenRegistrations(reader: Reader, session: Session): Promise<string[]> {
  const binds = await reader.serviceRegistrationRole.findMany();
  const ids = [...new Set(binds.map(({ registrationId }) => registrationId))];
  return ids.filter((id) => !mayUse(session, binds.filter((one) => one.registrationId === id) as RoleBind[]));
}

/** The roles that may see each of these registrations and use its services; those without roles are left out. */
export async function rolesOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const binds = await reader.serviceRegistrationRole.findMany({ where: { registrationId: { in: [...ids] } } });
  const roles = new Map<string, string[]>();
  for (const { registrationId, role } of binds)
    roles.set(registrationId, [...new Set([...(roles.get(registrationId) ?? []), role])]);
  return roles;
}

async function withParts(
  reader: Reader,
  rows: readonly RegistrationRow[],
  all: 'all' | null = null,
): Promise<RegistrationRecord[]> {
  const registrationId = { in: rows.map(({ id }) => id) };
  const roles = await reader.serviceRegistrationRole.findMany({ where: { registrationId } });
  const present = all ? {} : PRESENT;
  const services = await reader.service.findMany({ where: { registrationId, ...present }, orderBy: { name: 'asc' } });
  return rows.map((row) =>
    toRegistration(
      row,
      roles.filter((one) => one.registrationId === row.id),
      services.filter((one) => one.registrationId === row.id),
    ),
  );
}

export type Writing = {
  /** The version of the package whose interfaces they are. */
  packageId: string;
  packageName: string;
  origin: RegistrationOrigin;
  chosen: readonly Decision[];
  /** Actions that something stands in the way of. */
  blocked?: ReadonlySet<string>;
  /** KEPT: interfaces that are not in the content return with their settings when a version has them again. */
  others: 'KEPT' | 'DELETED';
  at: Date;
  by: string;
};

/**
 * Makes or replaces a registration with its roles and services. With `seen`, the record that the change was made from,
 * it is false when somebody changed it since; without, one of that name must not be in use.
 */
export async function writeRegistration(
  tx: CoreTransaction,
  content: RegistrationContent,
  writing: Writing,
  seen: Pick<RegistrationRecord, 'id' | 'rowVersion'> | null,
): Promise<string | null> {
  const row = registrationColumns(content, writing);
  const id = seen?.id ?? newId('reg');
  if (seen) {
    const { id: seenId, rowVersion } = seen;
    const data = { ...row, rowVersion: { increment: 1 } };
    if ((await tx.serviceRegistration.updateMany({ where: { id: seenId, rowVersion }, data })).count !== 1) return null;
  } else await tx.serviceRegistration.create({ data: { ...row, id, rowVersion: 1 } });
  await tx.serviceRegistrationRole.deleteMany({ where: { registrationId: id } });
  await tx.serviceRegistrationRole.createMany({ data: content.roles.map((bind) => ({ ...bind, registrationId: id })) });
  await writeServices(tx, id, content, writing);
  return id;
}

function registrationColumns(
  content: RegistrationContent,
  { packageId, packageName, origin, chosen, at, by }: Writing,
) {
  const { pluginName, name, targetEntity, targetFilter, status, objects } = content;
  return {
    ...{ packageName, packageId, pluginName, name, targetEntity, targetFilter, status, origin },
    title: registrationTitle(packageName, content),
    ...{ objects: JSON.stringify(objects), chosen: JSON.stringify(chosen) },
    ...{ retired: false, updatedAt: at, updatedBy: by },
  };
}

async function writeServices(
  tx: CoreTransaction,
  registrationId: string,
  content: RegistrationContent,
  writing: Writing,
): Promise<void> {
  const { packageName, at } = writing;
  const names = content.interfaces.map(({ action }) =>
    serviceName(packageName, content.pluginName, content.name, action),
  );
  const own = { packageName, pluginName: content.pluginName, registration: content.name };
  await tx.service.updateMany({ where: { ...own, registrationId: '' }, data: { registrationId } });
  const known = await tx.service.findMany({ where: { OR: [{ registrationId }, { name: { in: names } }] } });
  const callable = callableActions(content, writing.blocked);
  for (const [index, one] of content.interfaces.entries()) {
    const name = names[index] as string;
    const { inputs, outputs, ...columns } = one;
    const data = {
      ...{ ...columns, name, registrationId, packageName, packageId: writing.packageId },
      ...{ pluginName: content.pluginName, registration: content.name, targetEntity: content.targetEntity },
      ...{ enabled: callable.has(one.action), inputs: JSON.stringify(inputs), outputs: JSON.stringify(outputs) },
      ...{ retired: false, updatedAt: at, targetChosen: false, enabledChosen: one.switchedOff },
    };
    const before = known.find((service) => service.name === name);
    if (before) await tx.service.update({ where: { id: before.id }, data: { ...data, rowVersion: { increment: 1 } } });
    else await tx.service.create({ data: { ...data, id: newId('svc'), rowVersion: 1 } });
  }
  if (writing.others === 'DELETED') {
    await tx.service.deleteMany({ where: { registrationId, name: { notIn: names }, ...PRESENT } });
    return;
  }
  await tx.service.updateMany({
    where: { registrationId, name: { notIn: names }, ...PRESENT },
    data: { retired: true, enabled: false, updatedAt: at, rowVersion: { increment: 1 } },
  });
}

/** Services without a registration are left of one that a version of the package has no place for. */
export async function retireStrays(tx: CoreTransaction, packageName: string, at: Date): Promise<void> {
  const data = { retired: true, updatedAt: at, rowVersion: { increment: 1 } };
  await tx.service.updateMany({ where: { packageName, registrationId: '', ...PRESENT }, data });
}

/** Takes registrations out of use with their services; they keep their settings for when they come back. */
export async function retireRegistrations(tx: CoreTransaction, ids: readonly string[], at: Date): Promise<void> {
  const registrationId = { in: [...ids] };
  const data = { retired: true, updatedAt: at, rowVersion: { increment: 1 } };
  await tx.serviceRegistration.updateMany({ where: { id: registrationId, ...PRESENT }, data });
  await tx.service.updateMany({ where: { registrationId, ...PRESENT }, data });
}

/** False when somebody changed it after `rowVersion` was read. */
export async function deleteRegistration(
  tx: CoreTransaction,
  { id, rowVersion }: Pick<RegistrationRecord, 'id' | 'rowVersion'>,
): Promise<boolean> {
  if ((await tx.serviceRegistration.deleteMany({ where: { id, rowVersion } })).count !== 1) return false;
  await tx.serviceRegistrationRole.deleteMany({ where: { registrationId: id } });
  await tx.service.deleteMany({ where: { registrationId: id } });
  return true;
}
