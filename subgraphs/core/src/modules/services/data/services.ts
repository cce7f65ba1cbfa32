import { type KeyOrder, keysetQuery, newId, type Page } from '@wecube/kit';
import { idempotencySchema, manifestParameterSchema } from '@wecube/plugin-adapters/contract';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { z } from 'zod';
import { type ChosenSettings, type DeclaredService, inheritSettings } from '../domain/declared-service.ts';
import type { ServiceRecord } from '../domain/service.ts';

type Reader = CoreClient | CoreTransaction;
type ServiceRow = NonNullable<Awaited<ReturnType<CoreClient['service']['findUnique']>>>;

export type ServiceWhere = NonNullable<NonNullable<Parameters<CoreClient['service']['findMany']>[0]>['where']>;

/** A simple filter for other modules; the API has a richer one. */
export type ServiceFilterWords = { packageName?: string; targetEntity?: string; enabled?: boolean };

const parametersSchema = z.array(manifestParameterSchema);
const PRESENT = { retired: false };

export async function findService(reader: Reader, name: string): Promise<ServiceRecord | null> {
  const row = await reader.service.findFirst({ where: { name, ...PRESENT } });
  return row && toServiceRecord(row);
}

export async function findServiceById(reader: Reader, id: string): Promise<ServiceRecord | null> {
  const row = await reader.service.findFirst({ where: { id, ...PRESENT } });
  return row && toServiceRecord(row);
}

export async function findServices(reader: Reader, where: ServiceWhere): Promise<ServiceRecord[]> {
  const rows = await reader.service.findMany({ where: { AND: [where, PRESENT] }, orderBy: { name: 'asc' } });
  return rows.map(toServiceRecord);
}

export async function readServices(
  client: CoreClient,
  where: ServiceWhere,
  page: Page,
  order: readonly KeyOrder[],
): Promise<ServiceRecord[]> {
  const query = keysetQuery(page, order);
  const rows = await client.service.findMany({ ...query, where: { AND: [where, PRESENT, query.where] } });
  return rows.map(toServiceRecord);
}

export function countServices(client: CoreClient, where: ServiceWhere): Promise<number> {
  return client.service.count({ where: { AND: [where, PRESENT] } });
}

export type ServiceUpdate = Partial<ChosenSettings>;

/** False when somebody changed the service after `rowVersion` was read, or it left with its package. */
export async function updateService(
  tx: CoreTransaction,
  { id, rowVersion }: { id: string; rowVersion: number },
  update: ServiceUpdate,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.service.updateMany({
    where: { id, rowVersion, ...PRESENT },
    data: { ...update, updatedAt: at, rowVersion: { increment: 1 } },
  });
  return count === 1;
}

/** Makes `declared` the services of the package; the others retire, and keep their settings for when they come back. */
export async function replaceDeclared(
  tx: CoreTransaction,
  pack: { id: string; name: string },
  declared: readonly DeclaredService[],
  at: Date,
): Promise<void> {
  await retireServices(tx, pack.name, at);
  const rows = await tx.service.findMany({ where: { packageName: pack.name } });
  const known = new Map(rows.map((row) => [row.name, row]));
  const fresh = declared.filter(({ name }) => !known.has(name));
  await tx.service.createMany({ data: fresh.map((service) => newRow(service, pack.id, at)) });
  for (const service of declared) {
    const row = known.get(service.name);
    if (row) await tx.service.update({ where: { id: row.id }, data: inheritedRow(service, row, pack.id, at) });
  }
}

export async function retireServices(tx: CoreTransaction, packageName: string, at: Date): Promise<void> {
  await tx.service.updateMany({
    where: { packageName, ...PRESENT },
    data: { retired: true, updatedAt: at, rowVersion: { increment: 1 } },
  });
}

function newRow(service: DeclaredService, packageId: string, at: Date) {
  const chosen = { targetChosen: false, enabledChosen: false, idempotencyChosen: false };
  return { ...toRow(service, packageId, at), ...chosen, id: newId('svc'), rowVersion: 1 };
}

function inheritedRow(service: DeclaredService, row: ServiceRow, packageId: string, at: Date) {
  const chosen = { ...row, idempotency: idempotencySchema.parse(row.idempotency) };
  return { ...toRow(inheritSettings(service, chosen), packageId, at), rowVersion: { increment: 1 } };
}

function toRow({ inputs, outputs, ...service }: DeclaredService, packageId: string, at: Date) {
  const parameters = { inputs: JSON.stringify(inputs), outputs: JSON.stringify(outputs) };
  return { ...service, ...parameters, packageId, retired: false, updatedAt: at };
}

function toServiceRecord(row: ServiceRow): ServiceRecord {
  const { id, name, packageName, packageId, pluginName, registration, action, targetEntity } = row;
  const { enabled, path, httpMethod, type, rowVersion } = row;
  return {
    ...{ id, name, packageName, packageId, pluginName, registration, action, targetEntity },
    ...{ enabled, path, httpMethod, type, rowVersion },
    idempotency: idempotencySchema.parse(row.idempotency),
    inputs: parametersSchema.parse(JSON.parse(row.inputs)),
    outputs: parametersSchema.parse(JSON.parse(row.outputs)),
  };
}
