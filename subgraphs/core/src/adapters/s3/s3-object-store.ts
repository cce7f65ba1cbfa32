import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { toError } from '@wecube/kit';
import { Client } from 'minio';
import type { ObjectStore, StoredObject } from '../../ports/object-store.ts';
import { pinnedTls } from '../network/pinned-tls.ts';
import { sayAdapter } from '../texts.ts';
import { exactly } from './exact-size.ts';

/** Where the S3 server listens: a URL, or a unix socket when it is the embedded one. */
export type S3Address = {
  url?: string;
  socket?: string;
  accessKey: string;
  secretKey: string;
  /** Certificates in PEM, one of which the server must show or be signed by. */
  pinned?: string | null;
};

/** The largest object that S3 takes in one PUT; above it the upload goes in parts. */
const ONE_PUT_LIMIT_BYTES = 5 * 1024 ** 3;
const PART_BYTES = 64 * 1024 ** 2;
const LINK_LIFE_SECONDS = 3600;

/** `ObjectStore` on any S3 server. Memory use does not depend on the size of an object. */
export function createS3ObjectStore(address: S3Address): ObjectStore {
  const connection = connect(address);
  const known = new Set<string>();
  const { client } = connection;
  return {
    async put(bucket, key, content, sizeBytes) {
      await ensureBucket(client, known, bucket);
      try {
        if (sizeBytes > connection.onePutLimit) await putInParts(client, bucket, key, content, sizeBytes);
        else await putAtOnce(connection, bucket, key, content, sizeBytes);
      } catch (error) {
        content.destroy();
        await removeLeftovers(client, bucket, key);
        throw error;
      }
    },
    async get(bucket, key) {
      return afterReset(() => client.getObject(bucket, key)).catch((error: unknown) => {
        throw isAbsent(error) ? notFound(bucket, key, error) : error;
      });
    },
    async stat(bucket, key) {
      try {
        return { key, sizeBytes: (await afterReset(() => client.statObject(bucket, key))).size };
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    list: (bucket, prefix) => listObjects(client, bucket, prefix),
    async remove(bucket, key) {
      await afterReset(() => client.removeObject(bucket, key)).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    },
  };
}

type Connection = { client: Client; once: https.RequestOptions; onePutLimit: number; close(): void };

export function connect(address: S3Address): Connection {
  const url = new URL(address.url ?? 'http://localhost');
  const secure = url.protocol === 'https:';
  const socket = address.socket ? { socketPath: address.socket } : {};
  const tls = secure ? pinnedTls(address.pinned ?? null, { host: url.hostname, port: Number(url.port || 443) }) : {};
  const options = { keepAlive: true, ...socket, ...tls };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const client = new Client({
    endPoint: url.hostname,
    port: Number(url.port || (secure ? 443 : 80)),
    useSSL: secure,
    accessKey: address.accessKey,
    secretKey: address.secretKey,
    region: 'us-east-1',
    pathStyle: true,
    partSize: PART_BYTES,
    transportAgent: agent,
  });
  // The embedded server has no ListMultipartUploads, and no limit for one PUT either.
  return {
    client,
    once: { agent: false, ...socket, ...tls },
    close: () => agent.destroy(),
    onePutLimit: address.socket ? Number.POSITIVE_INFINITY : ONE_PUT_LIMIT_BYTES,
  };
}

/**
 * Asks again, twice at most, when the connection was reset: a server may close an idle connection just as it is used
 * again. Only for what may be done twice.
 */
export async function afterReset<T>(ask: () => Promise<T>, again = 2): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (again === 0 || !['ECONNRESET', 'EPIPE'].includes(codeOf(error))) throw error;
    return await afterReset(ask, again - 1);
  }
}

async function ensureBucket(client: Client, known: Set<string>, bucket: string): Promise<void> {
  if (known.has(bucket)) return;
  if (!(await afterReset(() => client.bucketExists(bucket)))) {
    await afterReset(() => client.makeBucket(bucket)).catch((error: unknown) => {
      if (!['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'].includes(codeOf(error))) throw error;
    });
  }
  known.add(bucket);
}

// The client's own putObject would read the whole object into memory first.
async function putAtOnce(connection: Connection, bucket: string, key: string, content: Readable, sizeBytes: number) {
  const link = await connection.client.presignedPutObject(bucket, key, LINK_LIFE_SECONDS);
  const request = (link.startsWith('https:') ? https : http).request(link, {
    method: 'PUT',
    ...connection.once, // content that streams cannot be sent again, so it never goes over a connection that may be stale
    headers: { 'content-length': sizeBytes },
  });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  answered.catch(() => {}); // a broken upload is told by the pipeline
  await pipeline(content, exactly(sizeBytes), request);
  const [response] = await answered;
  const body = Buffer.concat(await response.toArray()).toString();
  if (response.statusCode !== 200) {
    throw toError(sayAdapter('OBJECT_STORE_REFUSED', { status: response.statusCode ?? 0, key }), {
      cause: new Error(body.slice(0, 500)),
      status: 502,
    });
  }
}

async function putInParts(client: Client, bucket: string, key: string, content: Readable, sizeBytes: number) {
  const checked = exactly(sizeBytes);
  await Promise.all([pipeline(content, checked), client.putObject(bucket, key, checked, sizeBytes)]);
}

// The embedded server writes in place and may open the file only after the connection broke, so it is looked at twice.
async function removeLeftovers(client: Client, bucket: string, key: string): Promise<void> {
  for (const waitMs of [0, 50, 200]) {
    await pause(waitMs);
    await client.removeObject(bucket, key).catch(() => {});
  }
}

async function* listObjects(client: Client, bucket: string, prefix: string): AsyncIterable<StoredObject> {
  try {
    for await (const item of client.listObjectsV2(bucket, prefix, true)) {
      if (item.name) yield { key: item.name, sizeBytes: item.size };
    }
  } catch (error) {
    if (codeOf(error) !== 'NoSuchBucket') throw error;
  }
}

export const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? '');
const isAbsent = (error: unknown) => ['NoSuchKey', 'NotFound', 'NoSuchBucket'].includes(codeOf(error));
const notFound = (bucket: string, key: string, cause: unknown) =>
  toError(sayAdapter('OBJECT_NOT_FOUND.store', { bucket, key }), { cause, status: 404 });
