import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createS3ObjectStore } from './s3-object-store.ts';
import { startEmbeddedS3 } from './testing.ts';

let s3: Awaited<ReturnType<typeof startEmbeddedS3>>;
let front: http.Server;
let resets = 0;

/** A server in front of the store that resets a connection instead of serving a second request on it. */
beforeEach(async () => {
  s3 = await startEmbeddedS3();
  resets = 0;
  const used = new WeakSet<Socket>();
  front = http.createServer((request, response) => {
    if (used.has(request.socket)) {
      resets += 1;
      request.socket.resetAndDestroy();
      return;
    }
    used.add(request.socket);
    const { method, url: path, headers } = request;
    const onward = http.request({ socketPath: s3.socket, method, path, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, { ...answer.headers, connection: 'keep-alive' });
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  front.closeAllConnections();
  front.close();
  await s3[Symbol.asyncDispose]();
});

it('reads, looks, writes and removes although the server closes the connections it would use again', async () => {
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const store = createS3ObjectStore({ url, accessKey: 'S3RVER', secretKey: 'S3RVER' });
  await store.put('stale', 'k', Readable.from([Buffer.from('first')]), 5);
  expect(await store.stat('stale', 'k')).toMatchObject({ sizeBytes: 5 });
  expect(await text(await store.get('stale', 'k'))).toBe('first');
  await store.put('stale', 'k', Readable.from([Buffer.from('second')]), 6);
  expect(await text(await store.get('stale', 'k'))).toBe('second');
  await store.remove('stale', 'k');
  expect(await store.stat('stale', 'k')).toBeNull();
  expect(resets).toBeGreaterThan(0);
});
