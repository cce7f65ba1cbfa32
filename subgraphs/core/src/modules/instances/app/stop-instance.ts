import { requireAction, type Session } from '@wecube/kit';
import { instanceNotFound, instanceRemoved } from '../domain/errors.ts';
import { sourcesOf } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { InstanceOutcome } from './launch-instance.ts';
import { publishChange } from './publish-change.ts';
import type { Supervisor } from './supervise-instances.ts';

type Dependencies = InstanceDependencies & { supervisor: Supervisor };

/** Asks for an instance to be stopped and left so: nothing but a person starts it again. A launch in hand is undone. */
export function createStopInstance({ repository, database, audit, supervisor, pubSub, clock }: Dependencies) {
  return async (id: string, session: Session): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:launch');
    const before = await repository.find(id);
    if (!before) return { instance: null, problems: [instanceNotFound(id)] };
    if (before.desired === 'REMOVED') return { instance: null, problems: [instanceRemoved(before.name)] };
    if (before.desired === 'STOPPED') return { instance: before, problems: [] };
    await database.transaction(async (tx) => {
      const change = { desired: 'STOPPED', nextLaunchAt: null } as const;
      if (!(await repository.changeIn(tx, id, sourcesOf('STOPPED'), change))) return;
      const { packageName, packageVersion, hostId } = before;
      const detail = { stop: true, packageName, packageVersion, hostId };
      await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail });
    });
    supervisor.interrupt(id, 'STOP');
    const instance = (await repository.find(id)) ?? before;
    publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
    supervisor.wake();
    return { instance, problems: [] };
  };
}
