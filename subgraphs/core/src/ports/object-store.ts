import type { Readable } from 'node:stream';

/** What the store knows of one object. */
export type StoredObject = { key: string; sizeBytes: number };

/**
 * Keeps files outside the database, by bucket and key. Buckets are created at the first `put`.
 * No adapter may hold a whole object in memory: packages are many gigabytes large.
 */
export interface ObjectStore {
  /** Stores exactly `sizeBytes` bytes of `content`; a shorter or longer stream fails and leaves no object. Replaces an existing one. */
  put(bucket: string, key: string, content: Readable, sizeBytes: number): Promise<void>;
  /** Throws OBJECT_NOT_FOUND when there is none. */
  get(bucket: string, key: string): Promise<Readable>;
  /** `null` when there is none. */
  stat(bucket: string, key: string): Promise<StoredObject | null>;
  /** Every object whose key starts with `prefix`, by key; empty when the bucket does not exist. */
  list(bucket: string, prefix: string): AsyncIterable<StoredObject>;
  /** Does nothing when there is none. */
  remove(bucket: string, key: string): Promise<void>;
}
