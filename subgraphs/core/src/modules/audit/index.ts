export type { AuditEntry, AuditNote, AuditOutcome } from './domain/audit-entry.ts';
export { type Audit, type AuditModule, createAuditModule } from './module.ts';
