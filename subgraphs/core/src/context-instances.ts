import { readFile } from 'node:fs/promises';
import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { z } from 'zod';
import type { HostRegistry } from './adapters/host-registry.ts';
import { createReadyProbe } from './adapters/network/ready-probe.ts';
import { mintToken } from './adapters/plugin/platform-token.ts';
import { createProcessOwnership } from './adapters/process/ownership.ts';
import type { CoreEnv } from './env.ts';
import type { Audit } from './modules/audit/index.ts';
import type { PackageBuckets } from './modules/buckets/index.ts';
import type { PackageDatabases } from './modules/databases/index.ts';
import { createInstancesModule, type InstancesDependencies } from './modules/instances/index.ts';
import type { PackagesFace } from './modules/packages/index.ts';
import type { PluginProxy } from './modules/plugin-proxy/index.ts';
import type { ResourcesModule } from './modules/resources/index.ts';

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
  resources: ResourcesModule;
  hosts: HostRegistry;
} & Pick<InstancesDependencies, 'variables' | 'secretBox' | 'catalogue' | 'modelSync' | 'registryTopics'>;

const HEALTH_LIMIT_MS = 60_000;
const STOP_GRACE_MS = 5_000;
const WATCH_INTERVAL_MS = 2_000;

/** Makes the module `instances`, which runs packages on the hosts of `resources`. */
export async function wireInstances(shared: Shared) {
  const { env } = shared;
  const instances = createInstancesModule({
    ...shared,
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
    containerHost: shared.hosts.containerHost,
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
  return instances;
}

/** The SHA-256 of shipped packages: a JSON list, or an object whose values they are. */
const digestsSchema = z.union([z.array(z.string()), z.record(z.string(), z.string())]);

async function readDigests(file: string | undefined): Promise<ReadonlySet<string>> {
  if (!file) return new Set();
  return new Set(Object.values(digestsSchema.parse(JSON.parse(await readFile(file, 'utf8')))));
}
