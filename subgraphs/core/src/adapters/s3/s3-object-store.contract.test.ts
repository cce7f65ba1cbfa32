import { afterAll, beforeAll, describe } from 'vitest';
import { objectStoreContract } from '../../ports/object-store.contract.ts';
import { createS3ObjectStore } from './s3-object-store.ts';
import { startSwift, type TestSwift } from './swift-testing.ts';
import { startEmbeddedS3 } from './testing.ts';

describe('S3 object store on the embedded server', () => {
  let server: Awaited<ReturnType<typeof startEmbeddedS3>>;
  beforeAll(async () => {
    server = await startEmbeddedS3();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  objectStoreContract(() => createS3ObjectStore({ socket: server.socket, accessKey: 'S3RVER', secretKey: 'S3RVER' }));
});

describe('S3 object store on OpenStack Swift', () => {
  let server: TestSwift;
  beforeAll(async () => {
    server = await startSwift();
  }, 90_000);
  afterAll(() => server?.[Symbol.asyncDispose]());

  objectStoreContract(() => createS3ObjectStore(server));
});
