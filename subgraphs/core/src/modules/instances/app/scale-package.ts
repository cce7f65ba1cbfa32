import { newId, type Problem, requireAction, type Session } from '@wecube/kit';
import { launchProblems, scaleProblems } from '../domain/errors.ts';
import { type InstanceRecord, NO_NEEDS } from '../domain/instance.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { AddInstance } from './launch-instance.ts';
import type { createRemoveInstance } from './remove-instance.ts';

const MOST_INSTANCES = 50;

export type ScaleRequest = { packageId: string; instances: number; hosts?: readonly string[] | null };
export type ScaleOutcome = { instances: InstanceRecord[]; problems: readonly Problem[] };

type Dependencies = Pick<InstanceDependencies, 'repository' | 'packages'> & {
  addInstance: AddInstance;
  remove: ReturnType<typeof createRemoveInstance>;
};

/**
 * Makes a package version have so many instances, spread over all hosts or the given ones. What is there stays where
 * it is; of too many the unhealthy and the newest go first.
 */
export function createScalePackage({ repository, packages, addInstance, remove }: Dependencies) {
  return async (request: ScaleRequest, session: Session): Promise<ScaleOutcome> => {
    requireAction(session, 'instance:launch');
    const { packageId, instances: wanted, hosts } = request;
    const present = () => repository.list({ packageId, desired: { not: 'REMOVED' }, status: { not: 'REMOVED' } });
    if (wanted < 0 || wanted > MOST_INSTANCES) {
      return { instances: await present(), problems: [scaleProblems.outOfRange(MOST_INSTANCES)] };
    }
    if (!(await packages.findPackage(packageId))) {
      return { instances: [], problems: [launchProblems.packageNotFound(packageId)] };
    }
    const there = await present();
    if (wanted < there.length) requireAction(session, 'instance:remove');
    for (const { id } of [...there].sort(leastUseful).slice(0, Math.max(0, there.length - wanted))) {
      await remove(id, session);
    }
    const problems: Problem[] = [];
    const [model] = there;
    const needs = { ...(model?.needs ?? NO_NEEDS), hostChosen: false };
    for (let count = there.length; count < wanted && problems.length === 0; count += 1) {
      const options = { needs, idempotencyKey: newId('scale') };
      const outcome = await addInstance(session, packageId, { needs, among: hosts?.length ? hosts : null }, options);
      problems.push(...outcome.problems);
    }
    return { instances: await present(), problems };
  };
}

const ORDER: Readonly<Record<InstanceRecord['status'], number>> = {
  ...{ REMOVED: 0, FAILED: 1, STOPPED: 2, UNHEALTHY: 3, LAUNCHING: 4, RUNNING: 5 },
};

const leastUseful = (left: InstanceRecord, right: InstanceRecord) =>
  ORDER[left.status] - ORDER[right.status] || (left.id < right.id ? 1 : -1);
