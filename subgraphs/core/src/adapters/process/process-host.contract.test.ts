import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe } from 'vitest';
import { type ContractPackage, containerHostContract } from '../../modules/instances/container-host.contract.ts';
import { createProcessHost } from './process-host.ts';

const SERVER = `
for (const [name, value] of Object.entries(process.env)) console.log('env ' + name + '=' + value.length);
if (process.env.MODE === 'die') { console.error('cannot go on'); process.exit(3); }
if (process.env.MODE === 'stubborn') process.on('SIGTERM', () => {});
require('node:http').createServer((_, answer) => answer.end('served')).listen(Number(process.env.PORT), '127.0.0.1', () =>
  console.log('ready ' + process.env.GREETING));
`;

describe('process host', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'wecube-process-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  containerHostContract(
    () => createProcessHost({ dataDir }),
    async (): Promise<ContractPackage> => ({
      bundle: {
        packageName: 'contract',
        version: 'v1.0.0',
        imageName: null,
        files: async () => [{ path: 'server.cjs', sizeBytes: SERVER.length }],
        open: async () => Readable.from([SERVER]),
      },
      command: ['node', 'server.cjs'],
      innerPort: (hostPort) => hostPort,
      addedVariables: [],
    }),
  );
});
