import { requireAction, type Session } from '@wecube/kit';
import { instanceNotFound } from '../domain/errors.ts';
import { sourcesOf } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { InstanceOutcome } from './launch-instance.ts';
import { publishChange } from './publish-change.ts';
import type { Supervisor } from './supervise-instances.ts';

type Dependencies = InstanceDependencies & { supervisor: Supervisor };

/** Asks for the end of an instance. A launch in hand is undone first; asking twice changes nothing. */
export function createRemoveInstance({ repository, database, audit, supervisor, pubSub, clock }: Dependencies) {
  return async (id: string, session: Session): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:remove');
    const before = await repository.find(id);
    if (!before) return { instance: null, problems: [instanceNotFound(id)] };
    if (before.desired === 'REMOVED') return { instance: before, problems: [] };
    await database.transaction(async (tx) => {
      if (!(await repository.changeIn(tx, id, sourcesOf('REMOVED'), { desired: 'REMOVED', nextLaunchAt: null })))
        return;
      const { packageName, packageVersion, hostId } = before;
      const detail = { packageName, packageVersion, hostId };
      await audit.record(tx, { session, action: 'instance:remove', subject: id, outcome: 'DONE', detail });
    });
    supervisor.interrupt(id, 'REMOVE');
    supervisor.wake();
    const instance = (await repository.find(id)) ?? before;
    publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
    return { instance, problems: [] };
  };
}
