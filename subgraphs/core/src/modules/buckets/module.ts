import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import type { ServerPool } from '../../ports/server-pool.ts';
import type { Audit } from '../audit/index.ts';
import type { AllocationSource } from '../resources/index.ts';
import { BucketResolver } from './api/bucket.resolver.ts';
import { createObjectsRoute } from './api/objects-route.ts';
import { createBrowseObjects } from './app/browse-objects.ts';
import { createPackageBuckets, type PackageBuckets } from './app/package-buckets.ts';
import { createBucketRepository } from './data/bucket-repository.ts';
import type { BucketServer, PackageFiles } from './ports.ts';

/** The buckets of packages on the S3 servers for plugins. */
export function createBucketsModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  files: PackageFiles;
  servers: ServerPool<BucketServer>;
}): PackageBuckets & { parts: ModuleParts; allocations: AllocationSource } {
  const all = { ...deps, repository: createBucketRepository(deps.database.client) };
  const browse = createBrowseObjects(all);
  return {
    ...createPackageBuckets(all),
    parts: { resolvers: [[BucketResolver, new BucketResolver(browse)]], routes: [createObjectsRoute(browse)] },
    async allocations(tx, serverId) {
      const isConfigured = (await deps.servers.find(''))?.id === serverId;
      return (await all.repository.onServer(tx, serverId, isConfigured)).map(({ bucket, packageName, createdAt }) => ({
        ...{ kind: 'BUCKET', id: `bucket:${bucket}`, name: bucket, packageName, since: createdAt },
      }));
    },
  };
}
