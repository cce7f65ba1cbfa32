import { describe, expect, it } from 'vitest';
import { judge, NO_HISTORY, type Observation } from './health.ts';
import { nextTask } from './next-task.ts';
import { mayRelaunch, nextLaunchAfterDeath, nextLaunchAfterFailure, wasInterruptedTooOften } from './relaunch.ts';
import { type InstanceStatus, mayBecome, sourcesOf } from './status.ts';

const NOW = 1_000_000;
const at = (ms: number) => new Date(ms);

describe('status', () => {
  it('ends at REMOVED, which every other status may become', () => {
    expect(sourcesOf('REMOVED')).toEqual(['LAUNCHING', 'RUNNING', 'UNHEALTHY', 'STOPPED', 'FAILED']);
    expect(mayBecome('REMOVED', 'LAUNCHING')).toBe(false);
    expect(mayBecome('FAILED', 'RUNNING')).toBe(false);
  });
});

describe('next task', () => {
  const task = (status: InstanceStatus, desired: 'RUNNING' | 'REMOVED', nextLaunchAt: Date | null = null) =>
    nextTask({ status, desired, nextLaunchAt }, NOW);

  it('removes whatever should be gone, once', () => {
    for (const status of ['LAUNCHING', 'RUNNING', 'UNHEALTHY', 'STOPPED', 'FAILED'] as const) {
      expect(task(status, 'REMOVED')).toBe('REMOVE');
    }
    expect(task('REMOVED', 'REMOVED')).toBe('NONE');
  });

  it('launches what is not there, watches what is', () => {
    expect(task('LAUNCHING', 'RUNNING')).toBe('LAUNCH');
    expect(task('STOPPED', 'RUNNING')).toBe('LAUNCH');
    expect(task('RUNNING', 'RUNNING')).toBe('WATCH');
    expect(task('UNHEALTHY', 'RUNNING')).toBe('WATCH');
  });

  it('leaves a failed launch alone unless it is due again', () => {
    expect(task('FAILED', 'RUNNING')).toBe('NONE');
    expect(task('FAILED', 'RUNNING', at(NOW + 1))).toBe('NONE');
    expect(task('FAILED', 'RUNNING', at(NOW))).toBe('LAUNCH');
  });
});

describe('relaunch', () => {
  const once = { healthyAt: at(1), status: 'FAILED' as const };

  it('never repeats a first launch by itself', () => {
    expect(nextLaunchAfterFailure({ healthyAt: null, launches: 1, status: 'LAUNCHING' }, NOW)).toBeNull();
  });

  it('waits twice as long each time, up to a minute, and ends after eight launches', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map(
      (launches) => Number(nextLaunchAfterFailure({ ...once, launches }, NOW)) - NOW,
    );
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(nextLaunchAfterFailure({ ...once, launches: 8 }, NOW)).toBeNull();
  });

  it('launches a dead instance at once the first time, then with waits, and not for ever', () => {
    expect(nextLaunchAfterDeath({ ...once, launches: 1 }, NOW)).toBeNull();
    expect(mayRelaunch({ ...once, launches: 1 })).toBe(true);
    expect(nextLaunchAfterDeath({ ...once, launches: 2 }, NOW)).toEqual(at(NOW + 1_000));
    expect(nextLaunchAfterDeath({ ...once, launches: 8 }, NOW)).toBeNull();
    expect(mayRelaunch({ ...once, launches: 8 })).toBe(false);
  });

  it('gives a launch up that ends the platform again and again', () => {
    const launching = { status: 'LAUNCHING' as const, healthyAt: null };
    expect(wasInterruptedTooOften({ ...launching, launches: 2 })).toBe(false);
    expect(wasInterruptedTooOften({ ...launching, launches: 3 })).toBe(true);
    expect(wasInterruptedTooOften({ ...launching, launches: 3, status: 'FAILED' })).toBe(false);
  });
});

describe('health', () => {
  const follow = (status: InstanceStatus, kinds: Observation['kind'][]) => {
    let history = NO_HISTORY;
    return kinds.map((kind) => {
      const verdict = judge(status, history, { kind, reason: '' } as Observation);
      history = verdict.history;
      status = verdict.becomes === 'RUNNING' || verdict.becomes === 'UNHEALTHY' ? verdict.becomes : status;
      return verdict.becomes;
    });
  };

  it('changes only after two looks that agree', () => {
    expect(follow('RUNNING', ['UNHEALTHY', 'HEALTHY', 'UNHEALTHY', 'UNHEALTHY', 'HEALTHY', 'HEALTHY'])).toEqual([
      null,
      null,
      null,
      'UNHEALTHY',
      null,
      'RUNNING',
    ]);
  });

  it('believes in death at once', () => {
    expect(follow('RUNNING', ['DEAD'])).toEqual(['DEAD']);
  });
});
