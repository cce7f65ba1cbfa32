import { type Problem, requireAction, type Session } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import type { InstanceNeeds, InstanceRecord } from '../domain/instance.ts';
import { choosePlace, type PlaceRequest } from './choose-place.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { type InsertOptions, insertInstance } from './insert-instance.ts';
import type { KeyedLock } from './keyed-lock.ts';
import { publishChange } from './publish-change.ts';
import type { Supervisor } from './supervise-instances.ts';

export type InstanceOutcome = { instance: InstanceRecord; problems: [] } | { instance: null; problems: Problem[] };
export type LaunchRequest = {
  packageId: string;
  hostId?: string | null;
  idempotencyKey?: string | null;
} & Partial<Omit<InstanceNeeds, 'hostChosen'>>;

type Dependencies = InstanceDependencies & { supervisor: Supervisor; placementLock: KeyedLock };

/** Asks for a new instance. It answers at once; the launch itself is done by the supervisor and shown live. */
export function createLaunchInstance(dependencies: Dependencies) {
  const add = createAddInstance(dependencies);
  return async (request: LaunchRequest, session: Session): Promise<InstanceOutcome> => {
    requireAction(session, 'instance:launch');
    const needs = needsOf(request);
    const { packageId, hostId, idempotencyKey = null } = request;
    return add(session, packageId, { needs, hostId }, { needs, idempotencyKey: idempotencyKey || null });
  };
}

/** What a person asks of the host. */
export const needsOf = ({
  hostId,
  memoryMiB,
  cpus,
  labels,
  ...servers
}: Omit<LaunchRequest, 'packageId'>): InstanceNeeds => ({
  ...{ memoryMiB: memoryMiB ?? null, cpus: cpus ?? null, labels: labels ?? [], hostChosen: Boolean(hostId) },
  databaseServerId: servers.databaseServerId || null,
  bucketServerId: servers.bucketServerId || null,
  proxyServerId: servers.proxyServerId || null,
});

/**
 * Finds a place for one more instance and writes it down there; the same key twice gives the same instance. Places are
 * chosen one after the other, so that each sees what the one before took.
 */
export function createAddInstance(dependencies: Dependencies) {
  const { repository, database, supervisor, pubSub, clock, placementLock } = dependencies;
  return async (
    session: Session,
    packageId: string,
    place: PlaceRequest,
    options: InsertOptions,
  ): Promise<InstanceOutcome> => {
    const { idempotencyKey } = options;
    const findTwin = async () => (idempotencyKey ? repository.findByKey(idempotencyKey) : null);
    const outcome = await placementLock('places', async (): Promise<InstanceOutcome> => {
      const earlier = await findTwin();
      if (earlier) return { instance: earlier, problems: [] };
      const target = await choosePlace(dependencies, packageId, place);
      if ('problems' in target) return { instance: null, problems: target.problems };
      try {
        const id = await database.transaction((tx) => insertInstance(dependencies, tx, session, target, options));
        const instance = await repository.find(id);
        if (!instance) throw new Error(`The instance ${id} vanished.`);
        publishChange({ pubSub, now: clock.now() }, 'STATUS', instance);
        return { instance, problems: [] };
      } catch (error) {
        const twin = isUniqueViolation(error) ? await findTwin() : null;
        if (twin) return { instance: twin, problems: [] };
        throw error;
      }
    });
    supervisor.wake();
    return outcome;
  };
}
export type AddInstance = ReturnType<typeof createAddInstance>;
