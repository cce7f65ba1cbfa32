import type { InstanceRecord } from '../domain/instance.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { dropSecretFiles } from './secret-files.ts';

type Dependencies = Pick<InstanceDependencies, 'resources' | 'containerHost' | 'settings' | 'repository'>;

/**
 * Ends and removes whatever of an instance is on its host, then releases its ports: never earlier, else another
 * launch could get them while the container still has them. Files stay for the next launch.
 */
export async function clearLeftovers(
  { resources, containerHost, settings, repository }: Dependencies,
  instance: InstanceRecord,
): Promise<void> {
  const host = await resources.findHost(instance.hostId);
  const container = host && containerHost(host);
  await container?.stop(instance.id, settings.stopGraceMs);
  await container?.remove(instance.id);
  await dropSecretFiles({ dataDir: settings.dataDir, instanceId: instance.id });
  await resources.releasePorts(instance.id);
  if (instance.ports.length > 0) await repository.setPorts(instance.id, []);
}
