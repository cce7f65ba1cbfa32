export type { AuditNote } from './domain/audit-entry.ts';
export { type Audit, createAuditModule } from './module.ts';
