import { type Action, newId } from '@wecube/kit';
import type { AuditEntry } from './domain/audit-entry.ts';

/** An entry as the log keeps it. */
export function anAuditEntry(options: Partial<Omit<AuditEntry, 'action'>> & { action?: Action } = {}): AuditEntry {
  return {
    ...{ id: newId('aud'), at: new Date(0), who: 'admin', userId: 'usr_1', action: 'package:register' },
    ...{ subject: 'pkg_1', outcome: 'DONE', detail: null, requestId: null },
    ...options,
  };
}
