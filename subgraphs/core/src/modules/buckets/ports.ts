import type { Readable } from 'node:stream';
import type { ObjectStore } from '../../ports/object-store.ts';

export type ListedObject = { key: string; sizeBytes: number; changedAt: Date | null };

/** The S3 server that keeps the buckets of packages. */
export interface BucketServer {
  /** Address for plugins. */
  readonly url: string;
  readonly objects: ObjectStore;
  /** Makes the bucket; does nothing when it is there. */
  ensure(bucket: string): Promise<void>;
  /** Deletes the bucket with everything in it; does nothing when it is gone. */
  drop(bucket: string): Promise<void>;
  /** Objects behind `after` whose key starts with `prefix`, by key, `most` at most. */
  page(bucket: string, query: { prefix: string; after: string; most: number }): Promise<ListedObject[]>;
  /** A link that works without credentials for so long. */
  link(bucket: string, key: string, lifeSeconds: number): Promise<string>;
  /** What a plugin signs in with. `null`: the server can limit no keys, and nobody allowed to give its own away. */
  keys(): { accessKey: string; secretKey: string } | null;
}

/** The files that came with a package's zip. */
export interface PackageFiles {
  list(pack: { name: string; version: string }): Promise<readonly { path: string; sizeBytes: number }[]>;
  open(pack: { name: string; version: string }, path: string): Promise<Readable>;
}
