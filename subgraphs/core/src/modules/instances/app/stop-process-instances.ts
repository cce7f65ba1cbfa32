import { SERVING } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishChange } from './publish-change.ts';

type Dependencies = InstanceDependencies & { supervisor: { stop(): Promise<void> } };

/**
 * Ends the instances that are processes of this machine, when the platform ends in good order. They stay wanted, so
 * the next start launches them again. The supervisor stops first, else it would heal them.
 */
export function createStopProcessInstances(dependencies: Dependencies) {
  const { repository, resources, containerHost, settings, supervisor, pubSub, clock } = dependencies;
  return async (): Promise<void> => {
    await supervisor.stop();
    const hosts = (await resources.hosts()).filter(({ driver }) => driver === 'PROCESS');
    const instances = await repository.list({ hostId: { in: hosts.map(({ id }) => id) }, status: { in: SERVING } });
    await Promise.all(
      instances.map(async (instance) => {
        const host = hosts.find(({ id }) => id === instance.hostId);
        await (host && containerHost(host))?.stop(instance.id, settings.stopGraceMs);
        await resources.releasePorts(instance.id);
        const stopped = await repository.change(instance.id, SERVING, { status: 'STOPPED', port: null });
        publishChange({ pubSub, now: clock.now() }, 'STATUS', stopped);
      }),
    );
  };
}
