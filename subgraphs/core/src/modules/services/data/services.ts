import { type KeyOrder, keysetQuery, type Page } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { ServiceRecord } from '../domain/service.ts';
import { objectsOf } from './registration-row.ts';
import { type ServiceRow, toServiceRecord } from './service-row.ts';

type Reader = CoreClient | CoreTransaction;

export type ServiceWhere = NonNullable<NonNullable<Parameters<CoreClient['service']['findMany']>[0]>['where']>;

/** A simple filter for other modules; the API has a richer one. */
export type ServiceFilterWords = { packageName?: string; targetEntity?: string; enabled?: boolean };

const PRESENT = { retired: false };

export async function findService(reader: Reader, name: string): Promise<ServiceRecord | null> {
  const row = await reader.service.findFirst({ where: { name, ...PRESENT } });
  return row && ((await withObjects(reader, [row]))[0] ?? null);
}

export async function findServiceById(reader: Reader, id: string): Promise<ServiceRecord | null> {
  const row = await reader.service.findFirst({ where: { id, ...PRESENT } });
  return row && ((await withObjects(reader, [row]))[0] ?? null);
}

export async function findServices(reader: Reader, where: ServiceWhere): Promise<ServiceRecord[]> {
  const rows = await reader.service.findMany({ where: { AND: [where, PRESENT] }, orderBy: { name: 'asc' } });
  return withObjects(reader, rows);
}

export async function readServices(
  client: CoreClient,
  where: ServiceWhere,
  page: Page,
  order: readonly KeyOrder[],
): Promise<ServiceRecord[]> {
  const query = keysetQuery(page, order);
  const rows = await client.service.findMany({ ...query, where: { AND: [where, PRESENT, query.where] } });
  return withObjects(client, rows);
}

export function countServices(client: CoreClient, where: ServiceWhere): Promise<number> {
  return client.service.count({ where: { AND: [where, PRESENT] } });
}

async function withObjects(reader: Reader, rows: readonly ServiceRow[]): Promise<ServiceRecord[]> {
  const ids = [...new Set(rows.map(({ registrationId }) => registrationId))];
  const found = await reader.serviceRegistration.findMany({
    where: { id: { in: ids } },
    select: { id: true, objects: true },
  });
  const objects = new Map(found.map((row) => [row.id, objectsOf(row)]));
  return rows.map((row) => toServiceRecord(row, objects.get(row.registrationId) ?? []));
}
