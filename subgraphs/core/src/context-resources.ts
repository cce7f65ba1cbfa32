import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { createHostRegistry, type HostRegistry } from './adapters/host-registry.ts';
import { createPortProbe } from './adapters/network/port-probe.ts';
import { createProcessHost } from './adapters/process/process-host.ts';
import { createServerProbe } from './adapters/server-probe.ts';
import type { CoreEnv } from './env.ts';
import type { Audit } from './modules/audit/index.ts';
import { INSTANCE_TOPIC, type InstanceEvent } from './modules/instances/index.ts';
import {
  type ConfiguredServer,
  createResourcesModule,
  type HostCheck,
  type ResourcesModule,
  sayResource,
} from './modules/resources/index.ts';

type Shared = {
  env: CoreEnv;
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  pubSub: PubSub;
  logger: Logger;
  secretBox: { seal(plain: string): string; open(sealed: string): string };
};

const LOOPBACK = '127.0.0.1';
const WATCH_INTERVAL_MS = 15_000;

/** Makes the module `resources` with the servers that the settings name, and the registry that reaches its hosts. */
export async function wireResources(shared: Shared): Promise<{ resources: ResourcesModule; hosts: HostRegistry }> {
  const { env, secretBox } = shared;
  const hosts = createHostRegistry({ process: createProcessHost({ dataDir: env.WECUBE_DATA_DIR }), secretBox });
  const resources = await createResourcesModule({
    ...shared,
    hostProbe: { check: async (host) => (await hosts.containerHost(host)?.check()) ?? notDescribed(host) },
    serverProbe: createServerProbe(),
    portProbe: createPortProbe(),
    watchIntervalMs: WATCH_INTERVAL_MS,
    configured: configuredServers(env),
  });
  return { resources, hosts };
}

/** The servers that the settings name: the machine of the platform, and what is given by variables. */
function configuredServers(env: CoreEnv): ConfiguredServer[] {
  const socket = env.WECUBE_DOCKER_SOCKET;
  return [
    { kind: 'PROCESS', name: 'process', address: LOOPBACK },
    ...(socket ? [{ kind: 'DOCKER', name: 'docker', address: LOOPBACK, endpoint: `unix://${socket}` } as const] : []),
    ...configuredMysql(env),
    ...configuredS3(env),
    ...configuredSquid(env),
  ];
}

function configuredMysql({ WECUBE_PLUGIN_MYSQL_URL: given }: CoreEnv): ConfiguredServer[] {
  if (!given) return [];
  const { hostname, port, username, password } = new URL(given);
  const endpoint = `mysql://${hostname}:${port || 3306}`;
  const credentials = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  return [{ kind: 'MYSQL', name: 'mysql', address: endpoint, endpoint, credentials }];
}

function configuredS3(env: CoreEnv): ConfiguredServer[] {
  const endpoint = env.WECUBE_PLUGIN_S3_URL;
  if (!endpoint) return [];
  const credentials = { accessKey: env.WECUBE_PLUGIN_S3_ACCESS_KEY, secretKey: env.WECUBE_PLUGIN_S3_SECRET_KEY };
  const options = { sharedKeys: env.WECUBE_PLUGIN_S3_SHARED_KEYS };
  return [{ kind: 'S3', name: 's3', address: endpoint, endpoint, options, credentials }];
}

function configuredSquid(env: CoreEnv): ConfiguredServer[] {
  const { WECUBE_PLUGIN_PROXY_URL: endpoint, WECUBE_PLUGIN_PROXY_FOLDER: folder } = env;
  if (!endpoint || !folder) return [];
  const options = { folder, reload: env.WECUBE_PLUGIN_PROXY_RELOAD.split(' ').filter(Boolean) };
  return [{ kind: 'SQUID', name: 'squid', address: endpoint, endpoint, options }];
}

function notDescribed({ name }: { name: string }): HostCheck {
  const said = sayResource('SERVER_NOT_DESCRIBED', { server: name });
  return { available: false, reason: said.message, said };
}

/** Has subscribers of a host told when an instance came to it or went from it. */
export function forwardHostChanges(pubSub: PubSub, resources: Pick<ResourcesModule, 'allocationsChanged'>) {
  let events: AsyncIterableIterator<InstanceEvent> | undefined;
  const follow = async (source: AsyncIterable<InstanceEvent>): Promise<void> => {
    for await (const { type, instance } of source) {
      if (type !== 'STEP') await resources.allocationsChanged(instance.hostId);
    }
  };
  return {
    start(): void {
      events = pubSub.subscribe<InstanceEvent>(INSTANCE_TOPIC);
      void follow(events);
    },
    stop: () => void events?.return?.(),
  };
}
