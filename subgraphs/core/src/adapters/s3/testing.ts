import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

/** The embedded S3 server on a unix socket in a private folder of its own, as `up` starts it. */
export async function startEmbeddedS3(): Promise<{ socket: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'wecube-s3-')); // 0700
  const socket = join(folder, 's3.sock');
  const server = http.createServer(new S3rver({ directory: join(folder, 'data'), silent: true }).callback());
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
