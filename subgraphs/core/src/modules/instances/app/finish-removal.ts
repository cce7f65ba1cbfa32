import { saidBy } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { sourcesOf } from '../domain/status.ts';
import { sayInstance } from '../domain/texts.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { KeyedLock } from './keyed-lock.ts';
import { publishChange } from './publish-change.ts';
import { readBelongings } from './read-belongings.ts';
import { dropUnused, lockKey } from './steps/files-step.ts';

type Dependencies = InstanceDependencies & { filesLock: KeyedLock };

/** Does what `removeInstance` asked for; may be repeated until the host and the servers answer. */
export function createFinishRemoval(dependencies: Dependencies) {
  const { repository, pubSub, clock } = dependencies;
  return async (instance: InstanceRecord): Promise<void> => {
    try {
      await clearLeftovers(dependencies, instance);
      await dropFiles(dependencies, instance);
      await dropBelongings(dependencies, instance);
      await forgetDomains(dependencies, instance);
    } catch (failure) {
      const error = sayInstance('REMOVAL_WAITS', { reason: saidBy(failure) });
      if (error.message === instance.error || instance.errorText?.code === 'REPLACED') return;
      const waiting = await repository.change(instance.id, sourcesOf('REMOVED'), { error });
      return publishChange({ pubSub, now: clock.now() }, 'STATUS', waiting);
    }
    const removed = await repository.change(instance.id, sourcesOf('REMOVED'), { status: 'REMOVED', port: null });
    publishChange({ pubSub, now: clock.now() }, 'REMOVED', removed);
  };
}

async function forgetDomains(dependencies: Dependencies, instance: InstanceRecord): Promise<void> {
  if ((await readBelongings(dependencies, instance)).isLast) await dependencies.proxy.forget(instance.packageName);
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

/** An instance that was launched since keeps what a person wanted to drop with the one before it. */
async function dropBelongings(dependencies: Dependencies, instance: InstanceRecord): Promise<void> {
  const { removal, packageName } = instance;
  if (!removal?.dropDatabase && !removal?.dropBucket) return;
  const { isLast, schema, bucket } = await readBelongings(dependencies, instance);
  if (!isLast) return;
  if (removal.dropDatabase && schema) await dependencies.estate.dropDatabase(packageName);
  if (removal.dropBucket && bucket) await dependencies.estate.dropBucket(packageName);
}
