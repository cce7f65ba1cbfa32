export { instanceAllocations } from './app/allocations.ts';
export type { InstanceSettings } from './app/dependencies.ts';
export type { InstanceOutcome, LaunchRequest } from './app/launch-instance.ts';
export type { PluginTarget } from './app/plugin-targets.ts';
export { INSTANCE_TOPIC, type InstanceEvent } from './app/publish-change.ts';
export { type PluginIdentity, systemCodeOf } from './domain/plugin-identity.ts';
export {
  createInstancesModule,
  type InstancesDependencies,
  type InstancesModule,
  type PluginIdentities,
} from './module.ts';
export type {
  ContainerHost,
  EntityCatalogue,
  ModelSync,
  Ownership,
  PackageEstate,
  ReadyProbe,
  SecretBox,
  TokenMint,
} from './ports.ts';
