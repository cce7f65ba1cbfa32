import { requireAction, type Session } from '@wecube/kit';
import { instanceNotFound, instanceRemoved } from '../domain/errors.ts';
import { sourcesOf } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { InstanceOutcome } from './launch-instance.ts';
import { publishChange } from './publish-change.ts';
import type { Supervisor } from './supervise-instances.ts';

type Dependencies = InstanceDependencies & { supervisor: Supervisor };

/** Ends an instance and launches it anew, with the variables as they are now; also one whose launch had failed. */
export function createRestartInstance({ repository, database, audit, supervisor, pubSub, clock }: Dependencies) {
  return async (id: string, session: Session): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:launch');
    const before = await repository.find(id);
    if (!before) return { instance: null, problems: [instanceNotFound(id)] };
    if (before.desired === 'REMOVED') return { instance: null, problems: [instanceRemoved(before.name)] };
    await database.transaction(async (tx) => {
      const change = { status: 'LAUNCHING', error: null, launches: 0, nextLaunchAt: null } as const;
      if (!(await repository.changeIn(tx, id, sourcesOf('LAUNCHING'), change))) return;
      const { packageName, packageVersion, hostId } = before;
      const detail = { restart: true, packageName, packageVersion, hostId };
      await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail });
    });
    supervisor.interrupt(id, 'RESTART');
    supervisor.wake();
    const instance = (await repository.find(id)) ?? before;
    publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
    return { instance, problems: [] };
  };
}
