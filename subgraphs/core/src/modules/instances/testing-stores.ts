import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstancesDependencies } from './module.ts';

/** What a package owns as a folder, so that it outlives a process that made it and was killed. */
function foldersIn(parent: string) {
  const folder = (packageName: string) => join(parent, packageName);
  return {
    available: async () => true,
    has: async (packageName: string) => existsSync(folder(packageName)),
    make: (packageName: string) => mkdir(folder(packageName), { recursive: true }),
    drop: (packageName: string) => rm(folder(packageName), { recursive: true, force: true }),
  };
}

/** Buckets that are folders. */
export function bucketsIn(dataDir: string): InstancesDependencies['buckets'] {
  const { make, ...folders } = foldersIn(join(dataDir, 'buckets'));
  return {
    ...folders,
    async ensure({ name }, { bucketName: bucket }) {
      await make(name);
      return { bucket, url: 'http://store.test', accessKey: 'key', secretKey: 'secret', copied: 0 };
    },
  };
}

/** Schemas that are folders. */
export function databasesIn(dataDir: string): InstancesDependencies['databases'] {
  const { make, ...folders } = foldersIn(join(dataDir, 'databases'));
  return {
    ...folders,
    async ensure({ name }, { schema }) {
      await make(name);
      return { host: 'mysql.test', port: 3306, schema, user: name, password: 'secret', ran: 0 };
    },
  };
}
