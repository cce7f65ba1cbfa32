import { requireAction, type Session } from '@wecube/kit';
import { dropNotLast, instanceNotFound } from '../domain/errors.ts';
import { sourcesOf } from '../domain/status.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { InstanceOutcome } from './launch-instance.ts';
import { publishChange } from './publish-change.ts';
import { readBelongings, whatStays } from './read-belongings.ts';
import type { Supervisor } from './supervise-instances.ts';

type Dependencies = InstanceDependencies & { supervisor: Supervisor };
/** What goes with the instance besides its container; all else stays. Only the last instance may take it along. */
export type RemovalChoice = { dropDatabase?: boolean | null; dropBucket?: boolean | null };

/** Asks for the end of an instance. A launch in hand is undone first; asking twice changes nothing. */
export function createRemoveInstance(dependencies: Dependencies) {
  const { repository, database, audit, supervisor, pubSub, clock } = dependencies;
  return async (id: string, session: Session, choice: RemovalChoice = {}): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:remove');
    const before = await repository.find(id);
    if (!before) return { instance: null, problems: [instanceNotFound(id)] };
    if (before.desired === 'REMOVED') return { instance: before, problems: [] };
    const drops = { dropDatabase: choice.dropDatabase === true, dropBucket: choice.dropBucket === true };
    const belongings = await readBelongings(dependencies, before);
    if ((drops.dropDatabase || drops.dropBucket) && !belongings.isLast) {
      return { instance: null, problems: [dropNotLast(before.packageName)] };
    }
    const removal = { ...drops, stays: whatStays(belongings, drops) };
    await database.transaction(async (tx) => {
      const change = { desired: 'REMOVED', nextLaunchAt: null, removal } as const;
      if (!(await repository.changeIn(tx, id, sourcesOf('REMOVED'), change))) return;
      const { packageName, packageVersion, hostId } = before;
      const detail = { packageName, packageVersion, hostId, ...drops };
      await audit.record(tx, { session, action: 'instance:remove', subject: id, outcome: 'DONE', detail });
    });
    supervisor.interrupt(id, 'REMOVE');
    const instance = (await repository.find(id)) ?? before;
    publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
    supervisor.wake();
    return { instance, problems: [] };
  };
}
