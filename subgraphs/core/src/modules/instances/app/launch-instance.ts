import { newId, type Problem, requireAction, type Session } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import type { InstanceRecord } from '../domain/instance.ts';
import { checkLaunch } from './check-launch.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishChange } from './publish-change.ts';
import type { Supervisor } from './supervise-instances.ts';

export type InstanceOutcome = { instance: InstanceRecord; problems: [] } | { instance: null; problems: Problem[] };
export type LaunchRequest = { packageId: string; hostId?: string | null; idempotencyKey?: string | null };

type Dependencies = InstanceDependencies & { supervisor: Supervisor };

/** Asks for a new instance. It answers at once; the launch itself is done by the supervisor and shown live. */
export function createLaunchInstance(dependencies: Dependencies) {
  const { repository, database, audit, supervisor, pubSub, clock } = dependencies;
  return async (request: LaunchRequest, session: Session): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:launch');
    const idempotencyKey = request.idempotencyKey || null;
    const earlier = idempotencyKey && (await repository.findByKey(idempotencyKey));
    if (earlier) return { instance: earlier, problems: [] };
    const target = await checkLaunch(dependencies, request);
    if ('problems' in target) return { instance: null, problems: target.problems };

    const { pack, host } = target;
    const id = newId('inst');
    const name = `${pack.name}-${id.slice(-6)}`;
    const launch = { packageId: pack.id, packageName: pack.name, packageVersion: pack.version, hostId: host.id };
    try {
      await database.transaction(async (tx) => {
        const [launchedAt, launchedBy, { address }] = [new Date(clock.now()), session.name, host];
        await repository.insert(tx, { id, name, ...launch, address, launchedAt, launchedBy, idempotencyKey });
        await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail: launch });
      });
    } catch (error) {
      const twin = isUniqueViolation(error) && idempotencyKey ? await repository.findByKey(idempotencyKey) : null;
      if (twin) return { instance: twin, problems: [] };
      throw error;
    }
    const instance = await repository.find(id);
    if (!instance) throw new Error(`The instance ${id} vanished.`);
    publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
    supervisor.wake();
    return { instance, problems: [] };
  };
}
