export { HostResolver } from './api/host.resolver.ts';
export { HostType, presentHost } from './api/host.types.ts';
export type { PortConflict } from './app/reserve-exact-ports.ts';
export type { HostDriver, HostRecord } from './domain/host.ts';
export { createResourcesModule, type ResourcesDependencies, type ResourcesModule } from './module.ts';
export type { HostCheck, HostProbe, PortProbe } from './ports.ts';
