import { requireAction, type Session } from '@wecube/kit';
import { instanceNotFound, instanceRemoved } from '../domain/errors.ts';
import { sourcesOf } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { InstanceOutcome } from './launch-instance.ts';
import { publishChange } from './publish-change.ts';
import type { Supervisor } from './supervise-instances.ts';

type Dependencies = InstanceDependencies & { supervisor: Supervisor };

/**
 * Launches an instance anew, with the variables as they are now: one that runs is ended first, one that was stopped or
 * whose launch had failed is begun again.
 */
export function createRelaunchInstance(dependencies: Dependencies, why: 'restart' | 'start') {
  const { repository, database, audit, supervisor, pubSub, clock } = dependencies;
  return async (id: string, session: Session): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:launch');
    const before = await repository.find(id);
    if (!before) return { instance: null, problems: [instanceNotFound(id)] };
    if (before.desired === 'REMOVED') return { instance: null, problems: [instanceRemoved(before.name)] };
    if (why === 'start' && before.desired === 'RUNNING' && before.status !== 'FAILED') {
      return { instance: before, problems: [] };
    }
    await database.transaction(async (tx) => {
      const wanted = { status: 'LAUNCHING', desired: 'RUNNING' } as const;
      const change = { ...wanted, error: null, launches: 0, nextLaunchAt: null } as const;
      if (!(await repository.changeIn(tx, id, sourcesOf('LAUNCHING'), change))) return;
      const { packageName, packageVersion, hostId } = before;
      const detail = { [why]: true, packageName, packageVersion, hostId };
      await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail });
    });
    supervisor.interrupt(id, 'RESTART');
    const instance = (await repository.find(id)) ?? before;
    publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
    supervisor.wake();
    return { instance, problems: [] };
  };
}
