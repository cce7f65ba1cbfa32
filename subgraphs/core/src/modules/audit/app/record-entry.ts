import { type Clock, newId } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { insertAuditEntry } from '../data/audit-entries.ts';
import type { AuditNote } from '../domain/audit-entry.ts';

/** Writes who did what, in the transaction of the deed: both are kept or neither. */
export type RecordEntry = (tx: CoreTransaction, note: AuditNote) => Promise<void>;

export function createRecordEntry({ clock }: { clock: Clock }): RecordEntry {
  return (tx, { session, action, subject, outcome, detail }) =>
    insertAuditEntry(tx, {
      id: newId('aud'),
      at: new Date(clock.now()),
      who: session.name,
      userId: session.subject,
      action,
      subject,
      outcome,
      detail: detail ?? null,
      requestId: session.requestId ?? null,
    });
}
