import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import S3rver from 's3rver';

/** The one account s3rver knows; it does not check the secret, the folder of the socket is what protects it. */
export const OBJECT_STORE_KEYS = { WECUBE_S3_ACCESS_KEY: 'S3RVER', WECUBE_S3_SECRET_KEY: 'S3RVER' };

/**
 * The S3 server of the embedded default. It checks no credentials, so it listens on a socket
 * in a folder that only its user may enter.
 */
export async function startObjectStore(options: { folder: string; socket: string }): Promise<AsyncDisposable> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(options.socket), { recursive: true, mode: 0o700 });
  chmodSync(dirname(options.socket), 0o700);
  rmSync(options.socket, { force: true });
  const s3 = new S3rver({ directory: options.folder, silent: true, resetOnClose: false });
  await s3.configureBuckets();
  const server = createServer(s3.callback());
  server.requestTimeout = 0; // a package of 10 GiB takes its time
  server.keepAliveTimeout = 0; // its one client shares the process: a close that it has not seen yet would break its next request
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.socket, resolve);
  });
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
