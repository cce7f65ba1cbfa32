import type { Said } from '@wecube/kit';
import { type HealthHistory, judge, NO_HISTORY, type Observation } from '../domain/health.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import { mayRelaunch, nextLaunchAfterDeath, STEADY_MS } from '../domain/relaunch.ts';
import { SERVING } from '../domain/status.ts';
import { sayInstance } from '../domain/texts.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { createLookAtInstance } from './look-at-instance.ts';
import { publishChange } from './publish-change.ts';
import type { ReadLog } from './read-log.ts';
import type { ReplaceInstance } from './replace-instance.ts';

type Dependencies = InstanceDependencies & { readLog: ReadLog; replaceInstance: ReplaceInstance };

/**
 * Looks once at a serving instance: a dead one is launched again, one that does not answer becomes unhealthy.
 * After a start of the platform the first look takes a process that still runs under its care again.
 * `true` when there is more to do at once.
 */
export function createWatchInstance(dependencies: Dependencies) {
  const histories = new Map<string, HealthHistory>();
  const look = createLookAtInstance(dependencies);
  return async (instance: InstanceRecord): Promise<boolean> => {
    const seen = await look(instance);
    if (await followHost(dependencies, instance, seen)) return true;
    await countHostRestarts(dependencies, instance, seen);
    const { history, becomes } = judge(instance.status, histories.get(instance.id) ?? NO_HISTORY, seen);
    histories.set(instance.id, history);
    if (becomes === 'DEAD') {
      histories.delete(instance.id);
      await letRelaunch(dependencies, instance, reasonOf(seen));
    } else if (becomes !== null) {
      await changeHealth(dependencies, instance, becomes, reasonOf(seen));
    } else if (isSteady(instance, dependencies.clock.now())) {
      await dependencies.repository.setLaunches(instance.id, 0);
    }
    return becomes === 'DEAD';
  };
}

/** Notes since when the host does not answer, and replaces the instance in time; `true` when it did. */
async function followHost(
  { repository, clock, replaceInstance }: Dependencies,
  instance: InstanceRecord,
  seen: Observation,
): Promise<boolean> {
  const isLost = seen.kind === 'UNHEALTHY' && seen.hostLost === true;
  if (isLost && instance.hostLostAt) return replaceInstance(instance);
  if (isLost) await repository.change(instance.id, SERVING, { hostLostAt: new Date(clock.now()) });
  else if (instance.hostLostAt) await repository.change(instance.id, SERVING, { hostLostAt: null });
  return false;
}

/** A host may start a container again before anybody looks; it runs then, but people have to see that it did not. */
async function countHostRestarts(
  { repository, clock, pubSub }: Dependencies,
  { id, hostRestarts, restarts }: InstanceRecord,
  seen: Observation,
): Promise<void> {
  if (seen.kind === 'DEAD' || seen.hostRestarts === undefined || seen.hostRestarts === hostRestarts) return;
  const more = Math.max(0, seen.hostRestarts - hostRestarts);
  const change = { hostRestarts: seen.hostRestarts, restarts: restarts + more };
  publishChange({ pubSub, now: clock.now() }, 'STATUS', await repository.change(id, SERVING, change));
}

async function letRelaunch(dependencies: Dependencies, instance: InstanceRecord, reason: string | Said): Promise<void> {
  const { repository, clock, pubSub, logger } = dependencies;
  const error = sayInstance('INSTANCE_DIED', { reason });
  logger.warn({ instance: instance.id, reason: error.message }, 'an instance died');
  const now = clock.now();
  const nextLaunchAt = nextLaunchAfterDeath(instance, now);
  const restarts = instance.restarts + 1;
  const change = nextLaunchAt
    ? ({ status: 'FAILED', error, nextLaunchAt, restarts } as const)
    : ({ status: mayRelaunch(instance) ? 'LAUNCHING' : 'FAILED', error, restarts } as const);
  publishChange({ pubSub, now }, 'STATUS', await repository.change(instance.id, SERVING, change));
}

async function changeHealth(
  { repository, clock, pubSub }: Dependencies,
  instance: InstanceRecord,
  status: 'RUNNING' | 'UNHEALTHY',
  reason: string | Said,
): Promise<void> {
  const now = clock.now();
  const change =
    status === 'RUNNING'
      ? ({ status, error: null, healthyAt: new Date(now) } as const)
      : ({ status, error: sayInstance('INSTANCE_SILENT', { reason }) } as const);
  publishChange({ pubSub, now }, 'STATUS', await repository.change(instance.id, [instance.status], change));
}

const reasonOf = (seen: Observation) => (seen.kind === 'HEALTHY' ? '' : seen.reason);

const isSteady = ({ status, launches, healthyAt }: InstanceRecord, now: number) =>
  status === 'RUNNING' && launches > 0 && healthyAt !== null && now - healthyAt.getTime() >= STEADY_MS;
