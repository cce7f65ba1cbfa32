import { readFile } from 'node:fs/promises';
import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { z } from 'zod';
import { createDockerHost } from './adapters/docker/docker-host.ts';
import { createLocalPortProbe } from './adapters/network/local-port-probe.ts';
import { createReadyProbe } from './adapters/network/ready-probe.ts';
import { mintToken } from './adapters/plugin/platform-token.ts';
import { createProcessOwnership } from './adapters/process/ownership.ts';
import { createProcessHost } from './adapters/process/process-host.ts';
import type { CoreEnv } from './env.ts';
import type { Audit } from './modules/audit/index.ts';
import type { PackageBuckets } from './modules/buckets/index.ts';
import type { PackageDatabases } from './modules/databases/index.ts';
import { type ContainerHost, createInstancesModule, type InstancesDependencies } from './modules/instances/index.ts';
import type { PackagesFace } from './modules/packages/index.ts';
import type { PluginProxy } from './modules/plugin-proxy/index.ts';
import { createResourcesModule, type HostRecord } from './modules/resources/index.ts';

type Shared = {
  env: CoreEnv;
  database: CoreDatabase;
  clock: Clock;
  pubSub: PubSub;
  logger: Logger;
  audit: Audit;
  packages: PackagesFace;
  databases: PackageDatabases;
  buckets: PackageBuckets;
  proxy: PluginProxy;
} & Pick<InstancesDependencies, 'variables' | 'secretBox' | 'catalogue' | 'modelSync' | 'registryTopics'>;

const HEALTH_LIMIT_MS = 60_000;
const STOP_GRACE_MS = 5_000;
const WATCH_INTERVAL_MS = 2_000;
const LOOPBACK = '127.0.0.1';

/** Makes the modules `resources` and `instances` with the hosts that the settings name. */
export async function wireInstances(shared: Shared) {
  const { env } = shared;
  const dockerSocket = env.WECUBE_DOCKER_SOCKET;
  const processHost = createProcessHost({ dataDir: env.WECUBE_DATA_DIR });
  const dockerHost = dockerSocket ? createDockerHost({ socketPath: dockerSocket }) : null;
  const containerHost = ({ driver }: HostRecord): ContainerHost | null =>
    driver === 'PROCESS' ? processHost : dockerHost;
  const resources = await createResourcesModule({
    ...shared,
    hostProbe: { check: async (host) => (await containerHost(host)?.check()) ?? notConfigured },
    portProbe: createLocalPortProbe(),
    configuredHosts: [
      { name: 'process', driver: 'PROCESS', address: LOOPBACK },
      ...(dockerHost ? [{ name: 'docker', driver: 'DOCKER' as const, address: LOOPBACK }] : []),
    ],
  });
  const instances = createInstancesModule({
    ...shared,
    resources,
    files: shared.packages.files,
    estate: {
      schemaOf: shared.databases.schemaOf,
      dropDatabase: shared.databases.drop,
      bucketOf: shared.buckets.bucketOf,
      dropBucket: shared.buckets.drop,
      secretsOf: async (packageName) => {
        const places = [shared.databases, shared.buckets, shared.proxy];
        return (await Promise.all(places.map((place) => place.secretsOf(packageName)))).flat();
      },
    },
    probe: createReadyProbe(),
    containerHost,
    mintToken,
    ownership: await createProcessOwnership(),
    settings: {
      dataDir: env.WECUBE_DATA_DIR,
      publicUrl: env.WECUBE_PUBLIC_URL,
      allowProcessPackages: env.WECUBE_ALLOW_PROCESS_PACKAGES,
      encryptPluginSecrets: env.WECUBE_ENCRYPT_PLUGIN_SECRETS,
      shippedDigests: await readDigests(env.WECUBE_SHIPPED_DIGESTS),
      stopInstancesOnExit: env.WECUBE_STOP_INSTANCES_ON_EXIT,
      healthLimitMs: HEALTH_LIMIT_MS,
      defaultMemoryMiB: env.WECUBE_INSTANCE_MEMORY_MIB,
      defaultCpus: env.WECUBE_INSTANCE_CPUS,
      stopGraceMs: STOP_GRACE_MS,
      watchIntervalMs: WATCH_INTERVAL_MS,
      replaceAfterMs: env.WECUBE_REPLACE_AFTER_MS,
      upgradeGateMs: env.WECUBE_UPGRADE_GATE_MS,
      drainMs: env.WECUBE_DRAIN_MS,
    },
  });
  return { resources, instances };
}

const notConfigured = { available: false, reason: 'The setting WECUBE_DOCKER_SOCKET names no Docker engine.' } as const;

/** The SHA-256 of shipped packages: a JSON list, or an object whose values they are. */
const digestsSchema = z.union([z.array(z.string()), z.record(z.string(), z.string())]);

async function readDigests(file: string | undefined): Promise<ReadonlySet<string>> {
  if (!file) return new Set();
  return new Set(Object.values(digestsSchema.parse(JSON.parse(await readFile(file, 'utf8')))));
}
