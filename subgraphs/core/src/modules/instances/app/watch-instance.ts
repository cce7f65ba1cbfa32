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

type Dependencies = InstanceDependencies & { readLog: ReadLog };

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

async function letRelaunch(dependencies: Dependencies, instance: InstanceRecord, reason: string | Said): Promise<void> {
  const { repository, clock, pubSub, logger } = dependencies;
  const error = sayInstance('INSTANCE_DIED', { reason });
  logger.warn({ instance: instance.id, reason: error.message }, 'an instance died');
  const now = clock.now();
  const nextLaunchAt = nextLaunchAfterDeath(instance, now);
  const change = nextLaunchAt
    ? ({ status: 'FAILED', error, nextLaunchAt } as const)
    : ({ status: mayRelaunch(instance) ? 'LAUNCHING' : 'FAILED', error } as const);
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
