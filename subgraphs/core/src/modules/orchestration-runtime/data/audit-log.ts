import { type Clock, newId } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit, AuditNote } from '../../audit/index.ts';
import type { AuditLog, AuditRow } from '../ports.ts';

/** The audit module writes through Prisma; an entry that belongs to a commit of the engine goes with that commit. */
export function createAuditLog(deps: { database: CoreDatabase; audit: Audit; clock: Clock }): AuditLog {
  return {
    row: (note) => toRow(note, deps.clock.now()),
    record: (note) => deps.database.transaction((tx) => deps.audit.record(tx, note)),
  };
}

function toRow({ session, action, subject, outcome, detail }: AuditNote, at: number): AuditRow {
  return {
    id: newId('aud'),
    at,
    who: session.name,
    userId: session.subject,
    action,
    subject,
    outcome,
    detail: detail ? JSON.stringify(detail) : null,
    requestId: session.requestId ?? null,
  };
}
