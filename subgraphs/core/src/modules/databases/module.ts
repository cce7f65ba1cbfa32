import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { createPackageDatabases, type PackageDatabases } from './app/package-databases.ts';
import { createDatabaseRepository } from './data/database-repository.ts';
import type { DatabaseServer, PackageFiles, SecretBox } from './ports.ts';

/** The databases of packages; `server` is `null` where there is no MySQL server for plugins. */
export function createDatabasesModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  secretBox: SecretBox;
  files: PackageFiles;
  server: DatabaseServer | null;
}): PackageDatabases {
  const repository = createDatabaseRepository(deps.database.client, deps.secretBox);
  return createPackageDatabases({ ...deps, repository });
}
