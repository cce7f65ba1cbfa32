import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import { HostResolver } from './api/host.resolver.ts';
import { createReserveExactPorts, type PortConflict } from './app/reserve-exact-ports.ts';
import { createReservePort } from './app/reserve-port.ts';
import { createResourceRepository } from './data/resource-repository.ts';
import type { HostRecord } from './domain/host.ts';
import type { HostCheck, HostProbe, PortProbe } from './ports.ts';

export type ResourcesDependencies = {
  database: CoreDatabase;
  clock: Clock;
  hostProbe: HostProbe;
  portProbe: PortProbe;
  /** Hosts that the settings name; they are made known at the start. */
  configuredHosts: readonly Omit<HostRecord, 'id'>[];
};

export type ResourcesModule = {
  parts: ModuleParts;
  hosts(): Promise<HostRecord[]>;
  findHost(id: string): Promise<HostRecord | null>;
  checkHost(host: HostRecord): Promise<HostCheck>;
  /** Throws NO_FREE_PORT. */
  reservePort(host: HostRecord, instanceId: string): Promise<number>;
  /** Reserves exactly these ports; gives the first that is taken. */
  reserveExactPorts(host: HostRecord, instanceId: string, ports: readonly number[]): Promise<PortConflict | null>;
  /** Every reserved port of the hosts, with the instance that has it. */
  portHolders(hostIds: readonly string[]): Promise<{ hostId: string; port: number; instanceId: string }[]>;
  releasePort(hostId: string, port: number, instanceId: string): Promise<void>;
  releasePorts(instanceId: string): Promise<void>;
};

/** The machines and servers that the platform may use, and what is reserved on them. */
export async function createResourcesModule(dependencies: ResourcesDependencies): Promise<ResourcesModule> {
  const { clock, hostProbe, portProbe, configuredHosts } = dependencies;
  const repository = createResourceRepository(dependencies.database);
  for (const host of configuredHosts) await repository.ensureHost(host, new Date(clock.now()));
  const checkHost = (host: HostRecord) => hostProbe.check(host);
  return {
    parts: { resolvers: [[HostResolver, new HostResolver({ hosts: repository.hosts, check: checkHost })]] },
    hosts: repository.hosts,
    findHost: repository.findHost,
    checkHost,
    reservePort: createReservePort({ repository, probe: portProbe, clock }),
    reserveExactPorts: createReserveExactPorts({ repository, probe: portProbe, clock }),
    portHolders: repository.portHolders,
    releasePort: repository.releasePort,
    releasePorts: repository.releasePorts,
  };
}
