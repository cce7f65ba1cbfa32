import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import type { Audit } from '../audit/index.ts';
import { BucketResolver } from './api/bucket.resolver.ts';
import { createObjectsRoute } from './api/objects-route.ts';
import { createBrowseObjects } from './app/browse-objects.ts';
import { createPackageBuckets, type PackageBuckets } from './app/package-buckets.ts';
import { createBucketRepository } from './data/bucket-repository.ts';
import type { BucketServer, PackageFiles } from './ports.ts';

/** The buckets of packages; `server` is `null` where there is no S3 server for plugins. */
export function createBucketsModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  files: PackageFiles;
  server: BucketServer | null;
}): PackageBuckets & { parts: ModuleParts } {
  const all = { ...deps, repository: createBucketRepository(deps.database.client) };
  const browse = createBrowseObjects(all);
  return {
    ...createPackageBuckets(all),
    parts: { resolvers: [[BucketResolver, new BucketResolver(browse)]], routes: [createObjectsRoute(browse)] },
  };
}
