export type { PackageDatabases } from './app/package-databases.ts';
export { sayDatabase } from './domain/texts.ts';
export { createDatabasesModule } from './module.ts';
export type { DatabaseServer, ForeignKey, ScriptSession } from './ports.ts';
