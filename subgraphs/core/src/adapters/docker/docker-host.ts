import { setTimeout as pause } from 'node:timers/promises';
import { type Said, toError } from '@wecube/kit';
import type Docker from 'dockerode';
import type { ContainerHost, HostCheck, PackageBundle } from '../../modules/instances/ports.ts';
import { sayResource } from '../../modules/resources/index.ts';
import { explainFailure } from '../network/explain-failure.ts';
import { sayAdapter } from '../texts.ts';
import { connectEngine, type Engine, type EngineAddress } from './connect-engine.ts';
import { stateOf } from './container-state.ts';
import { containerName, createOptions, type EngineFacts } from './create-options.ts';
import { allowing, explain } from './docker-errors.ts';
import { followLog } from './follow-log.ts';
import { readUsage } from './read-usage.ts';
import { runCommand } from './run-command.ts';
import { splitLog } from './split-log.ts';
import { watchEngine } from './watch-engine.ts';

const CHECK_MS = 3_000;
const REMOVAL_MS = 10_000;

/** Containers of the engine of this machine are reached from it only; the router is the door for everybody else. */
const LOOPBACK = '127.0.0.1';
/** Docker 20.10: the oldest engine that the platform is tested with. */
const LEAST_API = '1.41';

export type DockerHost = ContainerHost & { close(): void };

/** Runs instances as containers of one Docker engine; their ports are published at `publishAddress` only. */
export function createDockerHost(options: EngineAddress & { publishAddress?: string }): DockerHost {
  const engine = connectEngine(options);
  const { docker } = engine;
  const publishAddress = options.publishAddress ?? LOOPBACK;
  const containerOf = (instanceId: string) => docker.getContainer(containerName(instanceId));
  return {
    driver: 'DOCKER',
    check: () => checkEngine(engine),
    close: engine.close,
    install: (bundle) => installImage(docker, bundle),
    async uninstall({ imageName }) {
      // 409: a container of somebody else still needs it.
      if (imageName) await allowing([404, 409], docker.getImage(imageName).remove({ force: false }));
    },
    async create(spec) {
      await removeContainer(containerOf(spec.instanceId));
      const facts = await readFacts(docker, spec.imageName ?? '');
      await explain('CONTAINER_NOT_CREATED', docker.createContainer(createOptions(spec, facts, publishAddress)));
    },
    async start(instanceId) {
      await explain('CONTAINER_NOT_STARTED', allowing([304], containerOf(instanceId).start()));
    },
    inspect: async (instanceId) => stateOf(await allowing([404], containerOf(instanceId).inspect())),
    async stop(instanceId, graceMs) {
      await allowing([304, 404], containerOf(instanceId).stop({ t: Math.ceil(graceMs / 1000) }));
    },
    remove: (instanceId) => removeContainer(containerOf(instanceId)),
    async logs(instanceId, lines) {
      const tail = { stdout: true, stderr: true, tail: lines, follow: false as const };
      const output = await allowing([404, 409], containerOf(instanceId).logs(tail));
      return output ? splitLog(output).slice(-lines) : [];
    },
    watch: (listener, signal) => watchEngine(docker, listener, signal),
    follow: (instanceId, from, signal) => followLog(containerOf(instanceId), from, signal),
    usage: (instanceId, signal) => readUsage(containerOf(instanceId), signal),
    run: (instanceId, command, signal) => runCommand(containerOf(instanceId), command, signal),
  };
}

async function readFacts(docker: Docker, imageName: string): Promise<EngineFacts> {
  const [engine, image] = await Promise.all([
    docker.info() as Promise<{ NCPU: number; MemTotal: number }>,
    allowing([404], docker.getImage(imageName).inspect()),
  ]);
  const { User: user = '', Labels: labels } = image?.Config ?? {};
  return { cpus: engine.NCPU, memoryBytes: engine.MemTotal, user, labels: labels ?? {} };
}

// 409: somebody else removes it already; it is gone only when the engine knows it no more.
async function removeContainer(container: Docker.Container): Promise<void> {
  await allowing([404, 409], container.remove({ force: true, v: true }));
  for (const end = Date.now() + REMOVAL_MS; await allowing([404], container.inspect()); await pause(50)) {
    if (Date.now() > end) throw toError(sayAdapter('CONTAINER_NOT_REMOVED'));
  }
}

async function checkEngine({ docker, name }: Engine): Promise<HostCheck> {
  try {
    const { Version: version, ApiVersion: api } = await withinTime(docker.version());
    if (isAtLeast(api, LEAST_API)) return { available: true, version };
    return unavailable(sayResource('SERVER_TOO_OLD', { server: name, version, least: '20.10' }));
  } catch (error) {
    return unavailable(explainFailure(error, name));
  }
}

const unavailable = (said: Said): HostCheck => ({ available: false, reason: said.message, said });

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const limit = pause(CHECK_MS, undefined, { signal: late.signal }).then(() => {
    throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    late.abort();
    limit.catch(() => {});
  }
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

async function installImage(docker: Docker, bundle: PackageBundle): Promise<boolean> {
  const { imageName } = bundle;
  if (!imageName) throw toError(sayAdapter('IMAGE_NOT_DECLARED'));
  if (await hasImage(docker, imageName)) return false;
  if (!(await bundle.files()).some(({ path }) => path === 'image.tar')) {
    throw toError(sayAdapter('IMAGE_TAR_MISSING'));
  }
  const loaded = await loadImage(docker, bundle);
  if (await hasImage(docker, imageName)) return true;
  throw toError(sayAdapter('IMAGE_TAG_MISSING', { image: imageName, reason: loaded || '-' }));
}

const hasImage = async (docker: Docker, name: string) =>
  (await allowing([404], docker.getImage(name).inspect())) !== undefined;

async function loadImage(docker: Docker, bundle: PackageBundle): Promise<string> {
  const progress = await explain('IMAGE_NOT_LOADED', docker.loadImage(await bundle.open('image.tar')));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(
      progress,
      (error: Error | null) => (error ? reject(notLoaded(error)) : resolve()),
      (event: { stream?: string }) => said.push(event.stream?.trim() ?? ''),
    );
  });
  return said.filter(Boolean).join(' ').slice(0, 500);
}

const notLoaded = (cause: Error) => toError(sayAdapter('IMAGE_NOT_LOADED', { reason: cause.message }), { cause });
