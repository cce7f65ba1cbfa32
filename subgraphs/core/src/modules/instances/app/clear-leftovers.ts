import type { InstanceRecord } from '../domain/instance.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'resources' | 'containerHost' | 'settings' | 'repository'>;

/** Ends and removes whatever of an instance is on its host, and releases its port. Files stay for the next launch. */
export async function clearLeftovers(
  { resources, containerHost, settings, repository }: Dependencies,
  instance: InstanceRecord,
): Promise<void> {
  await resources.releasePorts(instance.id);
  if (instance.port !== null) await repository.setPort(instance.id, null);
  const host = await resources.findHost(instance.hostId);
  const container = host && containerHost(host);
  await container?.stop(instance.id, settings.stopGraceMs);
  await container?.remove(instance.id);
}
