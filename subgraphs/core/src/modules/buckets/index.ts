export type { PackageBuckets } from './app/package-buckets.ts';
export { sayBucket } from './domain/texts.ts';
export { createBucketsModule } from './module.ts';
export type { BucketServer, ListedObject } from './ports.ts';
