import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractPackage, containerHostContract } from '../../modules/instances/container-host.contract.ts';
import { createDockerHost } from './docker-host.ts';
import { buildServerImage, startDockerEngine, type TestEngine } from './testing.ts';

const IMAGE = 'wecube-contract/server:v1.0.0';

describe('docker host on a real engine', () => {
  let engine: TestEngine;
  let docker: Docker;
  let image: Buffer;
  beforeAll(async () => {
    engine = await startDockerEngine();
    docker = new Docker({ socketPath: engine.socketPath });
    image = await buildServerImage(docker, IMAGE);
  });
  afterAll(() => engine?.[Symbol.asyncDispose]());

  const pack = async (): Promise<ContractPackage> => ({
    bundle: {
      packageName: 'contract',
      version: 'v1.0.0',
      imageName: IMAGE,
      files: async () => [{ path: 'image.tar', sizeBytes: image.length }],
      open: async () => Readable.from([image]),
    },
    command: [],
    innerPort: () => 8080,
    addedVariables: ['HOME', 'HOSTNAME'],
  });
  containerHostContract(() => createDockerHost({ socketPath: engine.socketPath }), pack);

  it('publishes ports to this machine only, labels the container and gives it no privilege', async () => {
    const host = createDockerHost({ socketPath: engine.socketPath });
    const { bundle } = await pack();
    await host.install(bundle);
    await host.create({
      ...{ instanceId: 'inst_look', packageName: 'contract', version: 'v1.0.0', command: [], imageName: IMAGE },
      environment: { PORT: '8080' },
      ports: [{ hostPort: 20_999, containerPort: 8080 }],
      volumes: [{ hostPath: '/etc/localtime', containerPath: '/etc/localtime', readOnly: true }],
    });
    const found = await docker.getContainer('wecube-inst_look').inspect();
    expect(found.HostConfig.PortBindings).toEqual({ '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '20999' }] });
    expect(found.HostConfig.Binds).toEqual(['/etc/localtime:/etc/localtime:ro']);
    expect(found.HostConfig.Privileged).toBe(false);
    expect(found.HostConfig.SecurityOpt).toEqual(['no-new-privileges']);
    expect(found.HostConfig.RestartPolicy?.Name).toBe('unless-stopped');
    expect(found.Config.Labels).toMatchObject({ 'wecube.instance': 'inst_look', 'wecube.package': 'contract' });
    await host.remove('inst_look');
  });

  it('says what is wrong with an image: not there, unreadable, or of another name', async () => {
    const host = createDockerHost({ socketPath: engine.socketPath });
    const { bundle } = await pack();
    const other = { ...bundle, imageName: 'wecube-contract/other:v1.0.0' };
    await expect(host.install(other)).rejects.toMatchObject({ code: 'IMAGE_TAG_MISSING' });
    await expect(host.install({ ...other, files: async () => [] })).rejects.toMatchObject({
      code: 'IMAGE_TAR_MISSING',
    });
    const garbage = { ...other, open: async () => Readable.from([Buffer.alloc(2_048, 'x')]) };
    await expect(host.install(garbage)).rejects.toMatchObject({ code: expect.stringMatching(/^IMAGE_/) });
    await expect(host.install({ ...bundle, imageName: null })).rejects.toMatchObject({ code: 'IMAGE_NOT_DECLARED' });
  });

  it('gives the reason of an engine that cannot be reached', async () => {
    const check = await createDockerHost({ socketPath: '/nowhere/docker.sock' }).check();
    expect(check).toEqual({
      available: false,
      reason: expect.stringContaining('There is no socket at /nowhere/docker.sock'),
    });
  });
});
