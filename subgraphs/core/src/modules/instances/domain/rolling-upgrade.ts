import type { Said } from '@wecube/kit';
import type { InstanceRecord } from './instance.ts';
import { sayInstance } from './texts.ts';

/** Where a rolling upgrade is. A stopped one waits for a person: the old version serves on. */
export type UpgradeStatus = 'LAUNCHING' | 'WATCHING' | 'DRAINING' | 'DONE' | 'STOPPED' | 'ROLLING_BACK' | 'ROLLED_BACK';

export const isOpen = (status: UpgradeStatus): boolean => status !== 'DONE' && status !== 'ROLLED_BACK';

/** What is to be done with which instances; ids are those at the time of writing, a replacement stands for its own. */
export type UpgradePlan = {
  /** The instances of the old version, in the order in which they go. */
  old: readonly string[];
  oldPackageId: string;
  /** New instances, as far as they were launched. */
  fresh: readonly string[];
  /** How many new ones there will be. */
  wanted: number;
  /** Instances of the old version that a way back had to launch again, by the place of the one that was removed. */
  restored: Readonly<Record<string, string>>;
};

export type UpgradeRecord = {
  id: string;
  packageName: string;
  toPackageId: string;
  toVersion: string;
  fromVersion: string;
  status: UpgradeStatus;
  plan: UpgradePlan;
  /** Why it stopped. */
  reason: Said | null;
  since: Date;
  startedAt: Date;
  startedBy: string;
  endedAt: Date | null;
  rowVersion: number;
};

/** The next thing to do for an upgrade. */
export type UpgradeMove =
  | { kind: 'WAIT' }
  | { kind: 'LAUNCH_FRESH'; position: number }
  | { kind: 'LAUNCH_OLD'; place: string }
  | { kind: 'REMOVE'; instanceId: string }
  /** Calls go to the new version (or back to the old), in one transaction with the status. */
  | {
      kind: 'ENTER';
      status: UpgradeStatus;
      traffic?: { on: readonly string[]; off: readonly string[]; as: 'HELD' | 'DRAINING' };
      reason?: Said;
    };

type Limits = { gateMs: number; drainMs: number };
type Known = ReadonlyMap<string, InstanceRecord>;

/** Pure: the same rows at the same time give the same move, so an upgrade goes on after any crash. */
export function nextUpgradeMove(upgrade: UpgradeRecord, instances: Known, now: number, limits: Limits): UpgradeMove {
  const fresh = upgrade.plan.fresh.map((id) => present(instances, id));
  const waitedMs = now - upgrade.since.getTime();
  switch (upgrade.status) {
    case 'LAUNCHING':
      return launching(upgrade, fresh);
    case 'WATCHING': {
      const bad = fresh.find((one) => one?.status !== 'RUNNING');
      if (bad !== undefined || fresh.includes(undefined)) return stopped(upgrade, bad);
      return waitedMs < limits.gateMs ? { kind: 'WAIT' } : moveTo(upgrade, instances, 'DRAINING');
    }
    case 'DRAINING': {
      const oldLeft = leftOf(upgrade.plan.old, instances);
      const bad = fresh.find((one) => one?.status !== 'RUNNING');
      if (oldLeft.length > 0 && fresh.some((one) => one?.status !== 'RUNNING')) return back(upgrade, instances, bad);
      return waitedMs < limits.drainMs ? { kind: 'WAIT' } : removeNext(oldLeft, 'DONE');
    }
    case 'ROLLING_BACK':
      return rollingBack(upgrade, instances, waitedMs, limits);
    case 'DONE':
    case 'STOPPED':
    case 'ROLLED_BACK':
      return { kind: 'WAIT' };
  }
}

type Fresh = readonly (InstanceRecord | undefined)[];

function launching(upgrade: UpgradeRecord, fresh: Fresh): UpgradeMove {
  const failed = fresh.find((one) => one && isLost(one));
  if (failed) return stopped(upgrade, failed);
  if (fresh.length < upgrade.plan.wanted) return { kind: 'LAUNCH_FRESH', position: fresh.length };
  return fresh.every((one) => one?.status === 'RUNNING') ? { kind: 'ENTER', status: 'WATCHING' } : { kind: 'WAIT' };
}

function rollingBack(upgrade: UpgradeRecord, instances: Known, waitedMs: number, limits: Limits): UpgradeMove {
  const { plan } = upgrade;
  const places = plan.old.map((place) => ({ place, found: present(instances, plan.restored[place] ?? place) }));
  const gone = places.find(({ place, found }) => isGone(found) && plan.restored[place] === undefined);
  if (gone) return { kind: 'LAUNCH_OLD', place: gone.place };
  const failed = places.find(({ found }) => found && isLost(found));
  if (failed) return stopped(upgrade, failed.found);
  if (places.some(({ found }) => found?.status !== 'RUNNING')) return { kind: 'WAIT' };
  const serving = places.flatMap(({ found }) => found ?? []);
  const freshLeft = leftOf(plan.fresh, instances);
  if (serving.some(({ traffic }) => traffic !== 'ON')) {
    const off = freshLeft.map(({ id }) => id);
    const traffic = { on: serving.map(({ id }) => id), off, as: 'DRAINING' } as const;
    return { kind: 'ENTER', status: 'ROLLING_BACK', traffic };
  }
  return waitedMs < limits.drainMs && freshLeft.some(({ traffic }) => traffic === 'DRAINING')
    ? { kind: 'WAIT' }
    : removeNext(freshLeft, 'ROLLED_BACK');
}

function moveTo({ plan }: UpgradeRecord, instances: Known, status: UpgradeStatus): UpgradeMove {
  const on = leftOf(plan.fresh, instances).map(({ id }) => id);
  const off = leftOf(plan.old, instances).map(({ id }) => id);
  return { kind: 'ENTER', status, traffic: { on, off, as: 'DRAINING' } };
}

/** A new instance failed while old ones were being drained: those that are left take the calls again. */
function back(upgrade: UpgradeRecord, instances: Known, bad: InstanceRecord | undefined): UpgradeMove {
  const on = leftOf(upgrade.plan.old, instances).map(({ id }) => id);
  const off = leftOf(upgrade.plan.fresh, instances).map(({ id }) => id);
  return { kind: 'ENTER', status: 'STOPPED', traffic: { on, off, as: 'HELD' }, reason: reasonOf(upgrade, bad) };
}

const stopped = (upgrade: UpgradeRecord, bad: InstanceRecord | undefined): UpgradeMove => ({
  ...{ kind: 'ENTER', status: 'STOPPED', reason: reasonOf(upgrade, bad) },
});

function removeNext(left: readonly InstanceRecord[], end: UpgradeStatus): UpgradeMove {
  const [next] = left;
  if (!next) return { kind: 'ENTER', status: end };
  return next.desired === 'REMOVED' ? { kind: 'WAIT' } : { kind: 'REMOVE', instanceId: next.id };
}

function reasonOf({ toVersion }: UpgradeRecord, bad: InstanceRecord | undefined): Said {
  if (!bad) return sayInstance('UPGRADE_STOPPED.gone', { version: toVersion });
  const reason = bad.errorText ?? bad.error ?? bad.status;
  return sayInstance('UPGRADE_STOPPED', { name: bad.name, version: bad.packageVersion, reason });
}

/** Ids of instances that are there, each by what stands in its place now. */
function leftOf(ids: readonly string[], instances: Known): InstanceRecord[] {
  return ids.flatMap((id) => present(instances, id) ?? []).filter((one) => !isGone(one));
}

/** The instance, or the one that took its place after its host was lost. */
function present(instances: Known, id: string): InstanceRecord | undefined {
  const replacement = [...instances.values()].find(({ replaces }) => replaces === id);
  return replacement ? present(instances, replacement.id) : instances.get(id);
}

const isGone = (one: InstanceRecord | undefined): boolean => one === undefined || one.status === 'REMOVED';

/** It will not come by itself any more. */
const isLost = ({ status, desired, nextLaunchAt }: InstanceRecord): boolean =>
  status === 'REMOVED' || desired !== 'RUNNING' || (status === 'FAILED' && nextLaunchAt === null);
