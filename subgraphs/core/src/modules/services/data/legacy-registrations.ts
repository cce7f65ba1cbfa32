import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { type RegistrationRecord, registrationTitle } from '../domain/registration.ts';
import { type ServiceRow, toInterface } from './service-row.ts';

/**
 * Services that were stored before they had registrations, as the registrations they are to become: without an id, and
 * with the target as decided by a person where one of their rows says so.
 */
export async function legacyRegistrations(
  reader: CoreClient | CoreTransaction,
  packageName: string,
): Promise<RegistrationRecord[]> {
  const rows = await reader.service.findMany({ where: { packageName, registrationId: '' }, orderBy: { name: 'asc' } });
  const groups = new Map<string, ServiceRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.pluginName, row.registration]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => toLegacy(packageName, group));
}

function toLegacy(packageName: string, rows: readonly ServiceRow[]): RegistrationRecord {
  const [first] = rows as [ServiceRow];
  const key = { pluginName: first.pluginName, name: first.registration };
  const decided = rows.find(({ targetChosen }) => targetChosen);
  const present = rows.filter(({ retired }) => !retired);
  return {
    ...{ ...key, id: '', packageName, packageId: first.packageId, title: registrationTitle(packageName, key) },
    ...{ targetEntity: (decided ?? first).targetEntity, targetFilter: '', roles: [], objects: [] },
    status: present.some(({ enabled }) => enabled) ? 'ENABLED' : 'DISABLED',
    ...{ origin: 'MANIFEST', chosen: decided ? ['target'] : [], retired: present.length === 0 },
    absent: rows.filter(({ retired }) => retired).map(({ action }) => action),
    interfaces: rows.map(toInterface),
    ...{ updatedAt: first.updatedAt, updatedBy: '', rowVersion: 0 },
  };
}
