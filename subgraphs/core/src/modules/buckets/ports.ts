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
  /** Whether plugins get anything to sign in with. */
  readonly givesKeys: boolean;
  /** What no output may show of the account that a package has; empty is the server's own. */
  secretOf(accessKey: string): string | null;
  /** Accounts that may do nothing by themselves, by access key; each package gets one for its bucket alone. */
  readonly limitedKeys: readonly string[];
  /**
   * What a plugin signs in with: the account of that access key, which from now on may read and write this bucket, or
   * the server's own where it is empty. `null`: the server can limit no keys, and nobody allowed to give its own away.
   */
  keysFor(bucket: string, accessKey: string): Promise<{ accessKey: string; secretKey: string } | null>;
}

/** The files that came with a package's zip. */
export interface PackageFiles {
  list(pack: { name: string; version: string }): Promise<readonly { path: string; sizeBytes: number }[]>;
  open(pack: { name: string; version: string }, path: string): Promise<Readable>;
}
