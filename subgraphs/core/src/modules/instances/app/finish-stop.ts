import { saidBy } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { sourcesOf } from '../domain/status.ts';
import { sayInstance } from '../domain/texts.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishChange } from './publish-change.ts';

/** Does what `stopInstance` asked for. The container stays with its log and its ports until the next launch. */
export function createFinishStop(dependencies: InstanceDependencies) {
  const { repository, resources, containerHost, settings, pubSub, clock } = dependencies;
  return async (instance: InstanceRecord): Promise<void> => {
    const host = await resources.findHost(instance.hostId);
    const tell = (changed: InstanceRecord | null) => publishChange({ pubSub, now: clock.now() }, 'STATUS', changed);
    try {
      await (host && containerHost(host))?.stop(instance.id, settings.stopGraceMs);
    } catch (failure) {
      const error = sayInstance('STOP_WAITS', { reason: saidBy(failure) });
      if (error.message !== instance.error) tell(await repository.change(instance.id, [instance.status], { error }));
      return;
    }
    tell(await repository.change(instance.id, sourcesOf('STOPPED'), { status: 'STOPPED', error: null }));
  };
}
