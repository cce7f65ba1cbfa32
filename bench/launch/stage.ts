import { setTimeout as pause } from 'node:timers/promises';
import { buildServerImage, connectDocker, startDockerEngine } from '@wecube/core/testing/docker';
import { zipOf } from '@wecube/core/testing/zip';
import { ApiClient } from '../../e2e/support/client.ts';
import { putUp } from '../../e2e/support/parts.ts';
import { Platform } from '../../e2e/support/platform.ts';

export const IMAGE = 'wecube-bench/server:v1.0.0';
const PASSWORD = 'Correct-horse-battery-1';
const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<package name="bench" version="v1.0.0"><resourceDependencies>
<docker imageName="${IMAGE}" portBindings="{{ALLOCATE_PORT}}:8080" envVariables="MODE=serve"/>
</resourceDependencies></package>`;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** An engine with a small web server as a package, and a platform on it that has launched it once. */
export const openStage = () =>
  putUp(async (parts) => {
    const engine = parts.use(await startDockerEngine());
    const docker = connectDocker(engine);
    parts.defer(async () => {
      for (const { Id } of await docker.listContainers({ all: true })) {
        await docker.getContainer(Id).remove({ force: true });
      }
    });
    const image = await buildServerImage(docker, IMAGE);
    const platform = parts.use(new Platform({ arguments: ['--empty', '--docker', engine.socketPath] }));
    console.error('starting a platform');
    await platform.up();
    const client = new ApiClient(platform.address);
    await client.signIn('admin', platform.password, PASSWORD);
    const actions = actionsOf(client, await register(client, image));
    // The image stays on the engine as long as an instance of the package does.
    await actions.until(await actions.launch(), 'RUNNING');
    return { docker, client, ...actions };
  });

async function register(client: ApiClient, image: Buffer): Promise<string> {
  const zip = zipOf([
    { name: 'register.xml', content: MANIFEST },
    { name: 'image.tar', content: image },
  ]);
  const { id = '' } = await client.uploadBytes(new Uint8Array(zip), 'bench-v1.0.0.zip');
  await client.mutate('registerPackage', 'RegisterPackageInput', { id }, 'package { id }');
  return id;
}

function actionsOf(client: ApiClient, packageId: string) {
  const until = async (id: string, status: string): Promise<void> => {
    type Found = { instance: { status: string; error: string | null } };
    for (;;) {
      const { instance } = await client.query<Found>('query ($id: ID!) { instance(id: $id) { status error } }', { id });
      if (instance.status === status) return;
      if (instance.status === 'FAILED') throw new Error(instance.error ?? 'it failed');
      await pause(50);
    }
  };
  return {
    until,
    async launch(): Promise<string> {
      const input = { packageId, memoryMiB: 64, cpus: 0.5 };
      const { instance } = await client.mutate<{ instance: { id: string } }>(
        ...(['launchInstance', 'LaunchInstanceInput', input, 'instance { id }'] as const),
      );
      return instance.id;
    },
    async remove(id: string): Promise<void> {
      await client.mutate('removeInstance', 'RemoveInstanceInput', { id }, 'instance { id }');
      await until(id, 'REMOVED');
    },
  };
}
