import type { BucketItem, Client } from 'minio';
import type { BucketServer, ListedObject } from '../../modules/buckets/index.ts';
import { afterReset, codeOf, connect, createS3ObjectStore, type S3Address } from './s3-object-store.ts';
import { letIn } from './swift-access.ts';

export type BucketServerOptions = Required<Pick<S3Address, 'url' | 'accessKey' | 'secretKey'>> &
  Pick<S3Address, 'pinned'> & {
    /** Give plugins the server's own keys: S3 itself has no call that makes a limited one. */
    shareKeys: boolean;
    /** How plugins reach it, where that differs. */
    pluginUrl?: string;
    /** Accounts of an OpenStack Swift that may do nothing by themselves. */
    limitedKeys?: readonly { accessKey: string; secretKey: string }[];
  };

/** The buckets of packages on any S3 server. */
export function createS3BucketServer(options: BucketServerOptions): BucketServer {
  const { shareKeys, limitedKeys = [], pluginUrl, ...address } = options;
  const { client } = connect(address);
  const { url, accessKey, secretKey } = address;
  return {
    url: pluginUrl ?? url,
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
    givesKeys: shareKeys || limitedKeys.length > 0,
    limitedKeys: limitedKeys.map((one) => one.accessKey),
    secretOf: (own) =>
      own === ''
        ? shareKeys
          ? secretKey
          : null
        : (limitedKeys.find((one) => one.accessKey === own)?.secretKey ?? null),
    async keysFor(bucket, own) {
      if (own === '') return shareKeys ? { accessKey, secretKey } : null;
      const account = limitedKeys.find((one) => one.accessKey === own);
      if (!account) return null;
      await letIn(address, bucket, own);
      return account;
    },
  };
}

// The stream is read page by page, and leaving the loop ends it.
const items = (client: Client, bucket: string, prefix: string, after: string): AsyncIterable<BucketItem> =>
  client.listObjectsV2(bucket, prefix, true, after);
