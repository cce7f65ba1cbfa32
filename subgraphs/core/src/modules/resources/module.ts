import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import type { Audit } from '../audit/index.ts';
import { HostResolver } from './api/host.resolver.ts';
import { ServerResolver } from './api/server.resolver.ts';
import { serverChangedResolver } from './api/server-changed.resolver.ts';
import { type ChooseServer, createChooseServer } from './app/choose-server.ts';
import { createCreateServer } from './app/create-server.ts';
import { openCredentials } from './app/dependencies.ts';
import { type ConfiguredServer, makeKnown } from './app/make-known.ts';
import { publishServer } from './app/publish-change.ts';
import { createRemoveServer } from './app/remove-server.ts';
import { createReserveExactPorts, type PortConflict } from './app/reserve-exact-ports.ts';
import { createReservePort } from './app/reserve-port.ts';
import { createSurveyServers, type SurveyServers } from './app/survey-servers.ts';
import { createTestServer } from './app/test-server.ts';
import { createUpdateServer } from './app/update-server.ts';
import { createServerWatch } from './app/watch-servers.ts';
import { createResourceRepository } from './data/resource-repository.ts';
import { createServerRepository } from './data/server-repository.ts';
import { toHost } from './data/server-rows.ts';
import type { HostRecord } from './domain/host.ts';
import type { Credentials, ServerKind, ServerRecord } from './domain/server.ts';
import { sayResource } from './domain/texts.ts';
import type { Allocation, AllocationSource, HostCheck, HostProbe, PortProbe, SecretBox, ServerProbe } from './ports.ts';

export type ResourcesDependencies = {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  pubSub: PubSub;
  logger: Logger;
  hostProbe: HostProbe;
  serverProbe: ServerProbe;
  portProbe: PortProbe;
  secretBox: SecretBox;
  /** Servers that the settings name; they are made known at the start. */
  configured: readonly ConfiguredServer[];
  /** Time between two looks at a server. */
  watchIntervalMs: number;
};

export type ResourcesModule = {
  parts: ModuleParts;
  hosts(): Promise<HostRecord[]>;
  findHost(id: string): Promise<HostRecord | null>;
  checkHost(host: HostRecord): Promise<HostCheck>;
  findServer(id: string): Promise<ServerRecord | null>;
  servers(kind: ServerKind): Promise<ServerRecord[]>;
  /** What signs in at a server, in the clear. */
  credentialsOf(server: ServerRecord): Credentials;
  /** Where something new of a package is put. */
  choose: ChooseServer;
  /** The servers of a kind as a launch of a package sees them. */
  survey: SurveyServers;
  /** The server that the settings describe under the name of its kind; rows of older versions belong to it. */
  configuredServer(name: string): Promise<ServerRecord | null>;
  /** Lets a module that puts things on servers say what it has there. */
  join(source: AllocationSource): void;
  /** Tells subscribers that something came to a server or went from it. */
  allocationsChanged(serverId: string): Promise<void>;
  /**
   * Keeps a server from being removed or disabled until the transaction ends; `false` when it is gone, or nothing new
   * may be put on it. Who puts something on a server asks this in the same transaction.
   */
  hold(tx: CoreTransaction, serverId: string): Promise<boolean>;
  /** Throws NO_FREE_PORT. */
  reservePort(host: HostRecord, instanceId: string): Promise<number>;
  /** Reserves exactly these ports; gives the first that is taken. */
  reserveExactPorts(host: HostRecord, instanceId: string, ports: readonly number[]): Promise<PortConflict | null>;
  /** Every reserved port of the hosts, with the instance that has it. */
  portHolders(hostIds: readonly string[]): Promise<{ hostId: string; port: number; instanceId: string }[]>;
  releasePort(hostId: string, port: number, instanceId: string): Promise<void>;
  releasePorts(instanceId: string): Promise<void>;
};

/** The machines and servers that the platform may use, and what is on them. */
export async function createResourcesModule(dependencies: ResourcesDependencies): Promise<ResourcesModule> {
  const { database, clock, pubSub, hostProbe, serverProbe, portProbe } = dependencies;
  const ports = createResourceRepository(database);
  const repository = createServerRepository(database);
  await makeKnown({ ...dependencies, repository }, dependencies.configured);
  const sources: AllocationSource[] = [];
  const allocations = async (from: CoreTransaction, serverId: string): Promise<Allocation[]> =>
    (await Promise.all(sources.map((source) => source(from, serverId)))).flat();
  const ask = (server: ServerRecord): Promise<HostCheck> => {
    const host = toHost(server);
    return host ? hostProbe.check(host) : serverProbe.check(server, openCredentials(dependencies, server));
  };
  const watch = createServerWatch({ ...dependencies, repository, ask, intervalMs: dependencies.watchIntervalMs });
  const all = { ...dependencies, repository, allocations, watch };
  const checkHost = (host: HostRecord) => hostProbe.check(host);
  const servers = new ServerResolver({
    ...{ list: repository.list, find: (id) => repository.find(id), health: watch.healthOf },
    allocations: (id) => allocations(database.client, id),
    create: createCreateServer(all),
    update: createUpdateServer(all),
    remove: createRemoveServer(all),
    test: createTestServer({ ...all, probe: serverProbe }),
  });
  return {
    parts: {
      resolvers: [
        [HostResolver, new HostResolver({ hosts: ports.hosts, check: createCheckById(ports, checkHost) })],
        [ServerResolver, servers],
        serverChangedResolver(pubSub),
      ],
      start: async () => watch.start(),
      stop: () => watch.stop(),
    },
    ...{ hosts: ports.hosts, findHost: ports.findHost, checkHost, hold: repository.hold },
    findServer: (id) => repository.find(id),
    servers: (kind) => repository.list([kind]),
    credentialsOf: (server) => openCredentials(dependencies, server),
    choose: createChooseServer({ repository, allocations: (id) => allocations(database.client, id) }),
    survey: createSurveyServers({ repository, allocations: (id) => allocations(database.client, id) }),
    configuredServer: (name) => repository.findConfigured(name),
    join: (source) => void sources.push(source),
    async allocationsChanged(serverId) {
      const server = await repository.find(serverId);
      if (server) publishServer({ pubSub, at: new Date(clock.now()) }, 'ALLOCATIONS', server);
    },
    reservePort: createReservePort({ repository: ports, probe: portProbe, clock }),
    reserveExactPorts: createReserveExactPorts({ repository: ports, probe: portProbe, clock }),
    ...{ portHolders: ports.portHolders, releasePort: ports.releasePort, releasePorts: ports.releasePorts },
  };
}

function createCheckById(
  { findHost }: { findHost(id: string): Promise<HostRecord | null> },
  checkHost: (host: HostRecord) => Promise<HostCheck>,
) {
  return async (id: string): Promise<HostCheck> => {
    const host = await findHost(id);
    if (host) return checkHost(host);
    const said = sayResource('SERVER_NOT_FOUND', { id });
    return { available: false, reason: said.message, said };
  };
}
