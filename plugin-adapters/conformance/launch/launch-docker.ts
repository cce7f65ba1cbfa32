import { buffer } from 'node:stream/consumers';
import Docker from 'dockerode';
import { type Manifest, substituteVariables } from '../../contract/index.ts';
import type { PackageArchive } from '../package-archive.ts';
import type { Launched } from './launch-process.ts';
import { environmentOf, type LaunchValues, lookUpIn } from './launch-values.ts';
import { untilAnswering } from './until-answering.ts';

const STOP_SECONDS = 10;

/** The address under which containers of the engine see this machine. */
export async function machineFromContainers(socketPath: string): Promise<string> {
  const bridge = (await new Docker({ socketPath }).getNetwork('bridge').inspect()) as {
    IPAM: { Config: { Gateway?: string }[] };
  };
  return bridge.IPAM.Config[0]?.Gateway ?? '172.17.0.1';
}

/** Starts the image of a package on a Docker engine of this machine; container and volumes go when it is disposed of. */
export async function launchDocker(
  archive: PackageArchive,
  manifest: Manifest,
  given: LaunchValues,
  socketPath: string,
): Promise<Launched> {
  const declared = manifest.resources.docker.at(-1);
  if (!declared) throw new Error('The manifest declares no <docker>.');
  const docker = new Docker({ socketPath });
  await docker.loadImage(await archive.stream('image.tar')).then(buffer);
  const lookUp = lookUpIn(manifest, given);
  const resolved = (texts: readonly string[]) => texts.map((text) => substituteVariables(text, lookUp));
  const ports = resolved(declared.portBindings).filter((binding) => /^\d+:\d+$/.test(binding));
  const volumes = resolved(declared.volumeBindings).map((binding) => binding.split(':')[1] ?? '');
  const began = performance.now();
  const container = await docker.createContainer({
    Image: declared.imageName,
    Env: Object.entries(environmentOf(declared.envVariables, lookUp)).map(([name, value]) => `${name}=${value}`),
    ExposedPorts: Object.fromEntries(ports.map((binding) => [`${binding.split(':')[1]}/tcp`, {}])),
    Volumes: Object.fromEntries(volumes.filter((path) => path !== '').map((path) => [path, {}])),
    HostConfig: {
      SecurityOpt: ['no-new-privileges'],
      PortBindings: Object.fromEntries(
        ports.map((binding) => {
          const [HostPort = '', containerPort] = binding.split(':');
          return [`${containerPort}/tcp`, [{ HostIp: '127.0.0.1', HostPort }]];
        }),
      ),
    },
  });
  const remove = () => container.remove({ force: true, v: true });
  try {
    await container.start();
    let running = true;
    void container.wait().then(() => {
      running = false;
    });
    const log = async () => (await container.logs({ stdout: true, stderr: true, follow: false })).toString('utf8');
    await untilAnswering(Number(given['ALLOCATE_PORT']), { isRunning: () => running, log });
    const secrets = [given['JWT_SIGNING_KEY'], given['SUB_SYSTEM_KEY']].filter((secret): secret is string => !!secret);
    const stop = async () => {
      const asked = performance.now();
      await container.stop({ t: STOP_SECONDS }).catch(() => null);
      const { State } = await container.inspect();
      const wasKilled = State.ExitCode === 137 && performance.now() - asked > STOP_SECONDS * 1000;
      return wasKilled ? null : performance.now() - asked;
    };
    const program = { startedInMs: performance.now() - began, isRunning: () => running, log, secrets, stop };
    return { baseUrl: `http://127.0.0.1:${given['ALLOCATE_PORT']}`, program, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
