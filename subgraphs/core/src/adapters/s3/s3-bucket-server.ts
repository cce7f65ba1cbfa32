import type { BucketItem, Client } from 'minio';
import type { BucketServer, ListedObject } from '../../modules/buckets/index.ts';
import { afterReset, codeOf, connect, createS3ObjectStore, type S3Address } from './s3-object-store.ts';

export type BucketServerOptions = Required<Pick<S3Address, 'url' | 'accessKey' | 'secretKey'>> & {
  /** Give plugins the server's own keys: S3 itself has no call that makes a limited one. */
  shareKeys: boolean;
};

/** The buckets of packages on any S3 server. */
export function createS3BucketServer({ shareKeys, ...address }: BucketServerOptions): BucketServer {
  const { client } = connect(address);
  const { url, accessKey, secretKey } = address;
  return {
    url,
    objects: createS3ObjectStore(address),
    async ensure(bucket) {
      if (await afterReset(() => client.bucketExists(bucket))) return;
      await afterReset(() => client.makeBucket(bucket)).catch((error: unknown) => {
        if (!['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'].includes(codeOf(error))) throw error;
      });
    },
    async drop(bucket) {
      if (!(await afterReset(() => client.bucketExists(bucket)))) return;
      for await (const { name } of items(client, bucket, '', '')) if (name) await client.removeObject(bucket, name);
      await client.removeBucket(bucket);
    },
    async page(bucket, { prefix, after, most }) {
      const found: ListedObject[] = [];
      for await (const { name, size, lastModified } of items(client, bucket, prefix, after)) {
        if (name) found.push({ key: name, sizeBytes: size ?? 0, changedAt: lastModified ?? null });
        if (found.length >= most) break;
      }
      return found;
    },
    link: (bucket, key, lifeSeconds) => client.presignedGetObject(bucket, key, lifeSeconds),
    keys: () => (shareKeys ? { accessKey, secretKey } : null),
  };
}

// The stream is read page by page, and leaving the loop ends it.
const items = (client: Client, bucket: string, prefix: string, after: string): AsyncIterable<BucketItem> =>
  client.listObjectsV2(bucket, prefix, true, after);
