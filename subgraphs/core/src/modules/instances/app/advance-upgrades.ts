import { type Problem, serviceSession } from '@wecube/kit';
import type { UpgradeChange, UpgradeRepository } from '../data/upgrade-repository.ts';
import { type InstanceRecord, NO_NEEDS } from '../domain/instance.ts';
import { nextUpgradeMove, type UpgradeMove, type UpgradeRecord } from '../domain/rolling-upgrade.ts';
import { sourcesOf } from '../domain/status.ts';
import { sayInstance } from '../domain/texts.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { AddInstance } from './launch-instance.ts';
import { publishChange } from './publish-change.ts';
import { publishUpgrade } from './publish-upgrade.ts';
import type { createRemoveInstance } from './remove-instance.ts';

type Dependencies = InstanceDependencies & {
  upgrades: UpgradeRepository;
  addInstance: AddInstance;
  remove: ReturnType<typeof createRemoveInstance>;
};

const PLATFORM = serviceSession('core');

/**
 * Does the next thing for every open upgrade, until each has to wait. Whatever cuts it off, the next turn finds the
 * same move again: launches have keys, removals may be repeated, and traffic changes together with the status.
 */
export function createAdvanceUpgrades(dependencies: Dependencies) {
  const { upgrades, repository, clock, settings, logger } = dependencies;
  const limits = { gateMs: settings.upgradeGateMs, drainMs: settings.drainMs };
  return async (): Promise<void> => {
    for (const { id } of await upgrades.open()) {
      for (;;) {
        const upgrade = await upgrades.find(id);
        if (!upgrade) break;
        const instances = await repository.list({ packageName: upgrade.packageName });
        const known = new Map(instances.map((instance) => [instance.id, instance]));
        const move = nextUpgradeMove(upgrade, known, clock.now(), limits);
        if (move.kind === 'WAIT') break;
        logger.info({ upgrade: id, status: upgrade.status, move }, 'a rolling upgrade goes on');
        if (!(await perform(dependencies, upgrade, known, move))) break;
      }
    }
  };
}

/** `true` when there may be more to do at once. */
async function perform(
  dependencies: Dependencies,
  upgrade: UpgradeRecord,
  known: ReadonlyMap<string, InstanceRecord>,
  move: Exclude<UpgradeMove, { kind: 'WAIT' }>,
): Promise<boolean> {
  switch (move.kind) {
    case 'LAUNCH_FRESH':
      return launchFresh(dependencies, upgrade, known, move.position);
    case 'LAUNCH_OLD':
      return launchOld(dependencies, upgrade, known, move.place);
    case 'REMOVE':
      await dependencies.remove(move.instanceId, PLATFORM);
      return false;
    case 'ENTER':
      return enter(dependencies, upgrade, move);
  }
}

async function launchFresh(
  dependencies: Dependencies,
  upgrade: UpgradeRecord,
  known: ReadonlyMap<string, InstanceRecord>,
  position: number,
): Promise<boolean> {
  const { plan, id, toPackageId } = upgrade;
  const needs = known.get(plan.old[position] ?? '')?.needs;
  const model = { ...NO_NEEDS, ...needs, hostChosen: false };
  const options = { needs: model, traffic: 'HELD', upgradeId: id, idempotencyKey: `${id} new ${position}` } as const;
  const { instance, problems } = await dependencies.addInstance(PLATFORM, toPackageId, { needs: model }, options);
  if (!instance) return stop(dependencies, upgrade, problems);
  return save(dependencies, upgrade, { plan: { ...plan, fresh: [...plan.fresh, instance.id] } });
}

async function launchOld(
  dependencies: Dependencies,
  upgrade: UpgradeRecord,
  known: ReadonlyMap<string, InstanceRecord>,
  place: string,
): Promise<boolean> {
  const { plan, id } = upgrade;
  const needs = known.get(place)?.needs ?? NO_NEEDS;
  const options = { needs, traffic: 'HELD', upgradeId: id, idempotencyKey: `${id} back ${place}` } as const;
  const { instance, problems } = await dependencies.addInstance(PLATFORM, plan.oldPackageId, { needs }, options);
  if (!instance) return stop(dependencies, upgrade, problems);
  return save(dependencies, upgrade, { plan: { ...plan, restored: { ...plan.restored, [place]: instance.id } } });
}

async function stop(
  dependencies: Dependencies,
  upgrade: UpgradeRecord,
  problems: readonly Problem[],
): Promise<boolean> {
  const reason = sayInstance('UPGRADE_STOPPED.noPlace', { reason: problems[0]?.message ?? '' });
  return save(dependencies, upgrade, { status: 'STOPPED', reason });
}

type Enter = Extract<UpgradeMove, { kind: 'ENTER' }>;

async function enter(dependencies: Dependencies, upgrade: UpgradeRecord, move: Enter): Promise<boolean> {
  const { database, repository, upgrades, clock, pubSub } = dependencies;
  const { status, traffic, reason } = move;
  const now = new Date(clock.now());
  const entered = await database.transaction(async (tx) => {
    if (!(await upgrades.change(tx, upgrade, { status, now, ...(reason ? { reason } : {}) }))) return false;
    for (const id of traffic?.on ?? []) await repository.changeIn(tx, id, sourcesOf('REMOVED'), { traffic: 'ON' });
    const off = { traffic: traffic?.as ?? 'DRAINING' } as const;
    for (const id of traffic?.off ?? []) await repository.changeIn(tx, id, sourcesOf('REMOVED'), off);
    return true;
  });
  if (!entered) return true;
  for (const id of [...(traffic?.on ?? []), ...(traffic?.off ?? [])]) {
    publishChange({ pubSub, now: clock.now() }, 'STATUS', await repository.find(id));
  }
  await tell(dependencies, upgrade.id);
  return true;
}

async function save(
  dependencies: Dependencies,
  upgrade: UpgradeRecord,
  change: Omit<UpgradeChange, 'now'>,
): Promise<boolean> {
  const now = new Date(dependencies.clock.now());
  await dependencies.upgrades.change(dependencies.database.client, upgrade, { ...change, now });
  await tell(dependencies, upgrade.id);
  return true;
}

async function tell({ upgrades, pubSub, clock }: Dependencies, id: string): Promise<void> {
  const upgrade = await upgrades.find(id);
  if (upgrade) publishUpgrade({ pubSub, now: clock.now() }, upgrade);
}
