import { describe, expect, it } from 'vitest';
import type { InstanceRecord } from './instance.ts';
import { nextUpgradeMove, type UpgradeRecord, type UpgradeStatus } from './rolling-upgrade.ts';

const NOW = 1_000_000;
const LIMITS = { gateMs: 1_000, drainMs: 500 };

const instance = (id: string, changes: Partial<InstanceRecord> = {}) =>
  ({
    ...{ id, name: id, packageVersion: 'v2', status: 'RUNNING', desired: 'RUNNING', traffic: 'ON' },
    ...{ nextLaunchAt: null, replaces: null, error: null, errorText: null },
    ...changes,
  }) as InstanceRecord;
const upgrade = (status: UpgradeStatus, sinceMs: number, fresh: string[] = ['new1', 'new2']): UpgradeRecord => ({
  ...{
    id: 'upg',
    packageName: 'sample',
    toPackageId: 'pkg2',
    toVersion: 'v2',
    fromVersion: 'v1',
    status,
    reason: null,
  },
  ...{ since: new Date(NOW - sinceMs), startedAt: new Date(0), startedBy: 'ada', endedAt: null, rowVersion: 1 },
  plan: { old: ['old1', 'old2'], oldPackageId: 'pkg1', fresh, wanted: 2, restored: {} },
});
const ALL = ['old1', 'old2', 'new1', 'new2'];
const move = (
  record: UpgradeRecord,
  changes: Record<string, Partial<InstanceRecord>> = {},
  extra: InstanceRecord[] = [],
) => {
  const known = [...ALL.map((id) => instance(id, changes[id])), ...extra];
  return nextUpgradeMove(record, new Map(known.map((one) => [one.id, one])), NOW, LIMITS);
};
const removed = { status: 'REMOVED', desired: 'REMOVED' } as const;

describe('a rolling upgrade', () => {
  it('launches as many new instances as there are old ones, then watches them', () => {
    expect(move(upgrade('LAUNCHING', 0, ['new1']))).toEqual({ kind: 'LAUNCH_FRESH', position: 1 });
    expect(move(upgrade('LAUNCHING', 0), { new2: { status: 'LAUNCHING' } })).toEqual({ kind: 'WAIT' });
    expect(move(upgrade('LAUNCHING', 0))).toEqual({ kind: 'ENTER', status: 'WATCHING' });
    const waiting = { status: 'FAILED', nextLaunchAt: new Date(NOW + 1) } as const;
    expect(move(upgrade('LAUNCHING', 0), { new2: waiting })).toEqual({ kind: 'WAIT' });
  });

  it('stops at a new instance that will not come or does not stay healthy; no call has moved', () => {
    const failed = { status: 'FAILED', error: 'no database' } as const;
    for (const record of [upgrade('LAUNCHING', 0), upgrade('WATCHING', 5_000)]) {
      const found = move(record, { new1: failed });
      expect(found).toMatchObject({ kind: 'ENTER', status: 'STOPPED', reason: { code: 'UPGRADE_STOPPED' } });
      expect(found).not.toHaveProperty('traffic');
    }
  });

  it('moves all calls at once when the new ones were healthy long enough', () => {
    expect(move(upgrade('WATCHING', 999))).toEqual({ kind: 'WAIT' });
    const traffic = { on: ['new1', 'new2'], off: ['old1', 'old2'], as: 'DRAINING' };
    expect(move(upgrade('WATCHING', 1_000))).toEqual({ kind: 'ENTER', status: 'DRAINING', traffic });
  });

  it('removes the old ones one by one after they had time to end their calls', () => {
    expect(move(upgrade('DRAINING', 499))).toEqual({ kind: 'WAIT' });
    expect(move(upgrade('DRAINING', 500))).toEqual({ kind: 'REMOVE', instanceId: 'old1' });
    expect(move(upgrade('DRAINING', 500), { old1: { desired: 'REMOVED' } })).toEqual({ kind: 'WAIT' });
    expect(move(upgrade('DRAINING', 500), { old1: removed })).toEqual({ kind: 'REMOVE', instanceId: 'old2' });
    expect(move(upgrade('DRAINING', 500), { old1: removed, old2: removed })).toEqual({ kind: 'ENTER', status: 'DONE' });
  });

  it('gives the calls back to the old ones that are left when a new one falls ill meanwhile', () => {
    const found = move(upgrade('DRAINING', 500), { old1: removed, new2: { status: 'UNHEALTHY' } });
    const traffic = { on: ['old2'], off: ['new1', 'new2'], as: 'HELD' };
    expect(found).toMatchObject({ kind: 'ENTER', status: 'STOPPED', traffic });
  });

  it('rolls back: launches again what was removed, moves the calls, then removes the new ones', () => {
    const record = upgrade('ROLLING_BACK', 0);
    expect(move(record, { old1: removed })).toEqual({ kind: 'LAUNCH_OLD', place: 'old1' });
    const restored = { ...record, plan: { ...record.plan, restored: { old1: 'back1' } } };
    const back1 = instance('back1', { traffic: 'HELD' });
    const traffic = { on: ['back1', 'old2'], off: ['new1', 'new2'], as: 'DRAINING' };
    expect(move(restored, { old1: removed }, [back1])).toEqual({ kind: 'ENTER', status: 'ROLLING_BACK', traffic });
    const draining = { new1: { traffic: 'DRAINING' }, new2: { traffic: 'DRAINING' } } as const;
    expect(move(record, draining)).toEqual({ kind: 'WAIT' });
    expect(move(upgrade('ROLLING_BACK', 500), draining)).toEqual({ kind: 'REMOVE', instanceId: 'new1' });
    expect(move(record, { new1: removed, new2: removed })).toEqual({ kind: 'ENTER', status: 'ROLLED_BACK' });
  });

  it('takes the instance that replaced another for that one', () => {
    const replacement = instance('new3', { replaces: 'new1' });
    expect(move(upgrade('LAUNCHING', 0), { new1: { desired: 'REMOVED' } }, [replacement])).toMatchObject({
      status: 'WATCHING',
    });
  });
});
