import { serviceSession } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { sourcesOf } from '../domain/status.ts';
import { sayInstance } from '../domain/texts.ts';
import { choosePlace } from './choose-place.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { insertInstance } from './insert-instance.ts';
import type { KeyedLock } from './keyed-lock.ts';
import { publishChange } from './publish-change.ts';

type Dependencies = InstanceDependencies & { placementLock: KeyedLock };

/**
 * Launches an instance on another host when its own has not answered for the configured time; `true` when it did so.
 * In one transaction the new one is written down and the old one is marked for removal, which waits until its host is
 * back: calls never go to both, the old container is ended then, and its ports stay reserved until it is.
 */
export function createReplaceInstance(dependencies: Dependencies) {
  const { repository, database, clock, pubSub, settings, placementLock, logger } = dependencies;
  return async (instance: InstanceRecord): Promise<boolean> => {
    const { hostLostAt, needs } = instance;
    if (!hostLostAt || needs.hostChosen || instance.desired !== 'RUNNING') return false;
    const lostMs = clock.now() - hostLostAt.getTime();
    if (lostMs < settings.replaceAfterMs) return false;
    const session = serviceSession('core');
    const replacement = await placementLock('places', async () => {
      const place = await choosePlace(dependencies, instance.packageId, { needs, avoid: [instance.hostId] });
      if ('problems' in place) {
        logger.warn({ instance: instance.id, problems: place.problems }, 'an instance has no host to go to');
        return null;
      }
      const lost = await dependencies.resources.findHost(instance.hostId);
      const why = { host: lost?.name ?? instance.hostId, seconds: Math.round(lostMs / 1_000) };
      const { traffic, upgradeId } = instance;
      const placed = { ...place, reason: sayInstance('PLACED.replaces', { ...why, why: place.reason }) };
      return database.transaction(async (tx) => {
        const error = sayInstance('REPLACED', { ...why, newHost: place.host.name });
        const change = { desired: 'REMOVED', nextLaunchAt: null, error } as const;
        if (!(await repository.changeIn(tx, instance.id, sourcesOf('REMOVED'), change))) return null;
        const options = { needs, traffic, upgradeId, replaces: instance.id };
        const idempotencyKey = `replace ${instance.id}`;
        return insertInstance(dependencies, tx, session, placed, { ...options, idempotencyKey });
      });
    });
    if (!replacement) return false;
    logger.warn({ instance: instance.id, replacement, lostMs }, 'an instance was replaced: its host does not answer');
    for (const id of [instance.id, replacement]) {
      publishChange({ pubSub, now: clock.now() }, 'STATUS', await repository.find(id));
    }
    return true;
  };
}
export type ReplaceInstance = ReturnType<typeof createReplaceInstance>;
