export { type DatabaseAddress, parseDatabaseUrl } from './address.ts';
export { type AuthClient, type AuthDatabase, type AuthTransaction, openAuthDatabase } from './auth.ts';
export { type CoreClient, type CoreDatabase, type CoreTransaction, openCoreDatabase } from './core.ts';
export type { Database, TransactionOptions } from './database.ts';
export { DatabaseError, isRepeatable, isUniqueViolation } from './errors.ts';
export { type DatabaseName, migrate, requireMigrated } from './migrate.ts';
