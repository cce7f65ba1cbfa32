import { type KeyOrder, keysetQuery, type Page } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { z } from 'zod';
import type { AuditEntry } from '../domain/audit-entry.ts';

const detailSchema = z.record(z.string(), z.unknown());

const NEWEST_FIRST: KeyOrder[] = [
  { field: 'at', direction: 'desc', time: true },
  { field: 'id', direction: 'desc' },
];

/** Adds an entry in the caller's transaction; there is no way to change or remove one. */
export async function insertAuditEntry(tx: CoreTransaction, entry: AuditEntry): Promise<void> {
  const detail = entry.detail === null ? null : JSON.stringify(entry.detail);
  await tx.auditEntry.create({ data: { ...entry, detail } });
}

/** A page of entries, newest first, with one row more than asked for when there are more. */
export async function readAuditEntries(client: CoreClient, page: Page): Promise<AuditEntry[]> {
  const rows = await client.auditEntry.findMany(keysetQuery(page, NEWEST_FIRST));
  return rows.map((row) => ({
    ...row,
    detail: row.detail === null ? null : detailSchema.parse(JSON.parse(row.detail)),
  }));
}

export function countAuditEntries(client: CoreClient): Promise<number> {
  return client.auditEntry.count();
}
