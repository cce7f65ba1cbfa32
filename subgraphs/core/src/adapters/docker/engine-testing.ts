import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { afterAll, beforeAll } from 'vitest';
import { createDockerHost } from './docker-host.ts';
import { buildServerImage, startDockerEngine, type TestEngine } from './testing.ts';

/** A Docker engine for the tests of a file or a block, and the files of a package whose image is the test server. */
export function useDockerEngine(imageName: string) {
  let engine: TestEngine;
  let docker: Docker;
  let image: Buffer;
  beforeAll(async () => {
    engine = await startDockerEngine();
    docker = new Docker({ socketPath: engine.socketPath });
    image = await buildServerImage(docker, imageName);
  });
  afterAll(() => engine?.[Symbol.asyncDispose]());
  return {
    docker: () => docker,
    socketPath: () => engine.socketPath,
    host: () => createDockerHost({ socketPath: engine.socketPath }),
    files: {
      list: async () => [{ path: 'image.tar', sizeBytes: image.length }],
      open: async () => Readable.from([image]),
    },
  };
}
