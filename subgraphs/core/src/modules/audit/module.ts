import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { AuditResolver } from './api/audit.resolver.ts';
import { createRecordEntry, type RecordEntry } from './app/record-entry.ts';

/** What every module that changes something needs of the log. */
export type Audit = { record: RecordEntry };

export type AuditModule = Audit & { resolvers: readonly (readonly [typeof AuditResolver, AuditResolver])[] };

export function createAuditModule(deps: { database: CoreDatabase; clock: Clock }): AuditModule {
  return {
    record: createRecordEntry(deps),
    resolvers: [[AuditResolver, new AuditResolver(deps.database.client)]],
  };
}
