import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { useDockerEngine } from '../../adapters/docker/engine-testing.ts';
import { aLaunchablePackage, startTestPlatform, type TestPlatform, testSession, useTestPlatforms } from './testing.ts';

const IMAGE = 'wecube-launch/server:v1.0.0';
const withMode = (mode: string) =>
  `<docker imageName="${IMAGE}" containerName="sample" portBindings="{{ALLOCATE_PORT}}:8080"
     volumeBindings="{{BASE_MOUNT_PATH}}/sample/data:/data" envVariables="PORT=8080,MODE=${mode}"/>`;

const engine = useDockerEngine(IMAGE);

describeDatabases('core', (open) => {
  const { dataDir } = useTestPlatforms(open);
  const start = async (mode: string) => {
    const pack = aLaunchablePackage({ resources: withMode(mode) });
    const { files } = engine;
    const hosts = { DOCKER: engine.host() };
    const platform = await startTestPlatform({
      ...{ database: await open(), dataDir: dataDir(), hosts, packages: [pack], overrides: { files } },
      settings: { healthLimitMs: 20_000 },
    });
    const limits = { memoryMiB: 64, cpus: 0.5 };
    const { instance } = await platform.launch({ packageId: pack.id, ...limits }, testSession);
    return { platform, id: instance?.id ?? '' };
  };
  const leftOnEngine = async () => ({
    containers: await engine.docker().listContainers({ all: true }),
    images: (await engine.docker().listImages()).flatMap(({ RepoTags }) => RepoTags ?? []),
  });
  const end = async (platform: TestPlatform, id: string) => {
    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    await platform.parts.stop?.();
  };

  it('runs a package as a container, and removes container and image with the instance', async () => {
    const { platform, id } = await start('serve');
    const { port } = await platform.until(id, 'RUNNING');
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('served\n');
    const [container] = (await leftOnEngine()).containers;
    expect(container?.Mounts).toMatchObject([{ Source: `${dataDir()}/mounts/sample/data`, Destination: '/data' }]);
    const made = await engine
      .docker()
      .getContainer(container?.Id ?? '')
      .inspect();
    expect(made.HostConfig).toMatchObject({ Memory: 64 * 1024 ** 2, NanoCpus: 500_000_000 });
    await end(platform, id);
    expect(await leftOnEngine()).toEqual({ containers: [], images: [] });
  });

  it('leaves neither container nor image behind when a launch fails', async () => {
    const { platform, id } = await start('die');
    const { error } = await platform.until(id, 'FAILED');
    expect(error).toContain('exit code 3');
    expect(error).toContain('cannot go on');
    expect(await leftOnEngine()).toEqual({ containers: [], images: [] });
    await end(platform, id);
  });

  it('heals an instance whose container somebody removed', async () => {
    const { platform, id } = await start('serve');
    await platform.until(id, 'RUNNING');
    await engine.docker().getContainer(`wecube-${id}`).remove({ force: true });
    await expect
      .poll(() => platform.repository.find(id), { timeout: 15_000 })
      .toMatchObject({ status: 'RUNNING', launches: 2 });
    expect((await leftOnEngine()).containers).toHaveLength(1);
    await end(platform, id);
  });
});
