import type { Clock, Logger } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { openBucketServer, openDatabaseServer, openProxyServer } from './adapters/open-servers.ts';
import { createServerPool } from './adapters/server-pool.ts';
import type { Audit } from './modules/audit/index.ts';
import { createBucketsModule } from './modules/buckets/index.ts';
import { createDatabasesModule } from './modules/databases/index.ts';
import type { PackagesFace } from './modules/packages/index.ts';
import { createPluginProxyModule } from './modules/plugin-proxy/index.ts';
import type { ResourcesModule } from './modules/resources/index.ts';

type Shared = {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  logger: Logger;
  packages: PackagesFace;
  secretBox: { seal(plain: string): string; open(sealed: string): string };
  resources: ResourcesModule;
};

/** Makes the modules of what plugins use beside their hosts: databases, buckets and proxies, on the servers of `resources`. */
export function wirePluginServers(shared: Shared) {
  const { resources, packages } = shared;
  const mysql = createServerPool({ resources, kind: 'MYSQL', configuredName: 'mysql', make: openDatabaseServer });
  const s3 = createServerPool({ resources, kind: 'S3', configuredName: 's3', make: openBucketServer });
  const squid = createServerPool({ resources, kind: 'SQUID', configuredName: 'squid', make: openProxyServer });
  const databases = createDatabasesModule({ ...shared, files: packages.files, servers: mysql });
  const buckets = createBucketsModule({ ...shared, files: packages.files, servers: s3 });
  const proxy = createPluginProxyModule({ ...shared, servers: squid });
  for (const { allocations } of [databases, buckets, proxy]) resources.join(allocations);
  return { databases, buckets, proxy };
}
