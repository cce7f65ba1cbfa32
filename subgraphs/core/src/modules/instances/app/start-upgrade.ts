import { newId, type Problem, requireAction, type Session } from '@wecube/kit';
import type { UpgradeRepository } from '../data/upgrade-repository.ts';
import { launchProblems, upgradeProblems } from '../domain/errors.ts';
import type { UpgradeRecord } from '../domain/rolling-upgrade.ts';
import { choosePlace } from './choose-place.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishUpgrade } from './publish-upgrade.ts';
import type { Supervisor } from './supervise-instances.ts';

export type UpgradeOutcome = { upgrade: UpgradeRecord | null; problems: readonly Problem[] };
type Dependencies = InstanceDependencies & { upgrades: UpgradeRepository; supervisor: Supervisor };

/**
 * Begins to bring up another version of a package beside the instances that run, as many of it. The supervisor does
 * the rest; the old instances serve until the new ones have proved themselves.
 */
export function createStartUpgrade(dependencies: Dependencies) {
  const { repository, upgrades, packages, database, audit, clock, pubSub, supervisor } = dependencies;
  return async (packageId: string, session: Session): Promise<UpgradeOutcome> => {
    requireAction(session, 'instance:launch');
    requireAction(session, 'instance:remove');
    const pack = await packages.findPackage(packageId);
    if (!pack) return refused(launchProblems.packageNotFound(packageId));
    if (pack.status !== 'REGISTERED') return refused(launchProblems.packageNotRegistered(pack, pack.status));
    const others = { packageName: pack.name, packageId: { not: pack.id }, desired: 'RUNNING' };
    const old = await repository.list({ ...others, status: { notIn: ['REMOVED', 'FAILED'] } });
    const [first] = old;
    if (!first) return refused(upgradeProblems.nothingRuns(pack));
    const place = await choosePlace(dependencies, packageId, { needs: { ...first.needs, hostChosen: false } });
    if ('problems' in place) return { upgrade: null, problems: place.problems };
    const plan = { old: old.map(({ id }) => id).reverse(), oldPackageId: first.packageId, wanted: old.length };
    const id = newId('upg');
    const versions = { packageName: pack.name, toPackageId: pack.id, toVersion: pack.version };
    const inserted = await database.transaction(async (tx) => {
      const upgrade = {
        ...{ id, ...versions, fromVersion: first.packageVersion, plan: { ...plan, fresh: [], restored: {} } },
        ...{ startedAt: new Date(clock.now()), startedBy: session.name },
      };
      if (!(await upgrades.insert(tx, upgrade))) return false;
      const detail = { ...versions, fromVersion: first.packageVersion, instances: plan.old };
      await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail });
      return true;
    });
    if (!inserted) return refused(upgradeProblems.inHand(pack.name));
    const upgrade = await upgrades.find(id);
    if (upgrade) publishUpgrade({ pubSub, now: clock.now() }, upgrade);
    supervisor.wake();
    return { upgrade, problems: [] };
  };
}

const refused = (problem: Problem): UpgradeOutcome => ({ upgrade: null, problems: [problem] });
