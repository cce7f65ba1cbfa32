import { saidBy } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { sourcesOf } from '../domain/status.ts';
import { sayInstance } from '../domain/texts.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { KeyedLock } from './keyed-lock.ts';
import { publishChange } from './publish-change.ts';
import { dropUnused, lockKey } from './steps/files-step.ts';

type Dependencies = InstanceDependencies & { filesLock: KeyedLock };

/** Does what `removeInstance` asked for; may be repeated until the host answers. The package's own data stays. */
export function createFinishRemoval(dependencies: Dependencies) {
  const { repository, pubSub, clock } = dependencies;
  return async (instance: InstanceRecord): Promise<void> => {
    try {
      await clearLeftovers(dependencies, instance);
      await dropFiles(dependencies, instance);
    } catch (failure) {
      const error = sayInstance('REMOVAL_WAITS', { reason: saidBy(failure) });
      if (error.message === instance.error) return;
      const waiting = await repository.change(instance.id, sourcesOf('REMOVED'), { error });
      return publishChange({ pubSub, now: clock.now() }, 'STATUS', waiting);
    }
    const removed = await repository.change(instance.id, sourcesOf('REMOVED'), { status: 'REMOVED', port: null });
    publishChange({ pubSub, now: clock.now() }, 'REMOVED', removed);
  };
}

async function dropFiles(dependencies: Dependencies, instance: InstanceRecord): Promise<void> {
  const { resources, containerHost, packages, repository, filesLock } = dependencies;
  const host = await resources.findHost(instance.hostId);
  const container = host && containerHost(host);
  if (!host || !container) return;
  const pack = await packages.findPackage(instance.packageId);
  const imageName = host.driver === 'DOCKER' ? (pack?.manifest.resources.docker.at(-1)?.imageName ?? null) : null;
  const bundle = { packageName: instance.packageName, version: instance.packageVersion, imageName };
  await filesLock(lockKey(instance), () => dropUnused(container, bundle, () => repository.countSharers(instance)));
}
