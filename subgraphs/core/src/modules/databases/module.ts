import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ServerPool } from '../../ports/server-pool.ts';
import type { Audit } from '../audit/index.ts';
import type { AllocationSource } from '../resources/index.ts';
import { createPackageDatabases, type PackageDatabases } from './app/package-databases.ts';
import { createDatabaseRepository } from './data/database-repository.ts';
import type { DatabaseServer, PackageFiles, SecretBox } from './ports.ts';

/** The databases of packages on the MySQL servers for plugins. */
export function createDatabasesModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  secretBox: SecretBox;
  files: PackageFiles;
  servers: ServerPool<DatabaseServer>;
}): PackageDatabases & { allocations: AllocationSource } {
  const repository = createDatabaseRepository(deps.database.client, deps.secretBox);
  return {
    ...createPackageDatabases({ ...deps, repository }),
    async allocations(tx, serverId) {
      const isConfigured = (await deps.servers.find(''))?.id === serverId;
      return (await repository.onServer(tx, serverId, isConfigured)).map(({ schema, packageName, createdAt }) => ({
        ...{ kind: 'DATABASE', id: `database:${schema}`, name: schema, packageName, since: createdAt },
      }));
    },
  };
}
