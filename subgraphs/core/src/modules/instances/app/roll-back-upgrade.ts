import { requireAction, type Session } from '@wecube/kit';
import type { UpgradeRepository } from '../data/upgrade-repository.ts';
import { upgradeProblems } from '../domain/errors.ts';
import { isOpen } from '../domain/rolling-upgrade.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishUpgrade } from './publish-upgrade.ts';
import type { UpgradeOutcome } from './start-upgrade.ts';
import type { Supervisor } from './supervise-instances.ts';

type Dependencies = InstanceDependencies & { upgrades: UpgradeRepository; supervisor: Supervisor };

/** Turns an open upgrade back: old instances that are gone are launched again, calls go to them, new ones are removed. */
export function createRollBackUpgrade(dependencies: Dependencies) {
  const { upgrades, database, audit, clock, pubSub, supervisor } = dependencies;
  return async (id: string, session: Session): Promise<UpgradeOutcome> => {
    requireAction(session, 'instance:launch');
    requireAction(session, 'instance:remove');
    for (;;) {
      const upgrade = await upgrades.find(id);
      if (!upgrade) return { upgrade: null, problems: [upgradeProblems.notFound(id)] };
      if (!isOpen(upgrade.status)) return { upgrade, problems: [upgradeProblems.ended(upgrade)] };
      if (upgrade.status === 'ROLLING_BACK') return { upgrade, problems: [] };
      const done = await database.transaction(async (tx) => {
        const change = { status: 'ROLLING_BACK', reason: upgrade.reason, now: new Date(clock.now()) } as const;
        if (!(await upgrades.change(tx, upgrade, change))) return false;
        const detail = { rollBack: true, packageName: upgrade.packageName, toVersion: upgrade.fromVersion };
        await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail });
        return true;
      });
      if (!done) continue;
      const changed = await upgrades.find(id);
      if (changed) publishUpgrade({ pubSub, now: clock.now() }, changed);
      supervisor.wake();
      return { upgrade: changed, problems: [] };
    }
  };
}
