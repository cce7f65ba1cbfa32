import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Deadline, Deadlines } from './deadlines.ts';

const deadline = (requestId: string, dueAt: number): Deadline => ({ runId: 'run_1', requestId, epoch: 1, dueAt });

describe('Deadlines', () => {
  let due: string[];
  let deadlines: Deadlines;
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    due = [];
    deadlines = new Deadlines({ now: () => Date.now() }, ({ requestId }) => due.push(requestId));
    deadlines.start();
  });
  afterEach(() => {
    deadlines.stop();
    vi.useRealTimers();
  });

  it('is never early, and late by a tenth of a second at most', () => {
    deadlines.arm(deadline('a', 1_000_330));
    vi.advanceTimersByTime(329);
    expect(due).toEqual([]);
    vi.advanceTimersByTime(101);
    expect(due).toEqual(['a']);
    vi.advanceTimersByTime(10_000);
    expect(due).toEqual(['a']);
  });

  it('forgets what was answered and takes the newest time of what was sent again', () => {
    deadlines.arm(deadline('answered', 1_000_200));
    deadlines.arm(deadline('again', 1_000_200));
    deadlines.disarm('answered');
    deadlines.arm(deadline('again', 1_005_000));
    vi.advanceTimersByTime(1_000);
    expect(due).toEqual([]);
    vi.advanceTimersByTime(5_000);
    expect(due).toEqual(['again']);
  });

  it('notices at once what was due already', () => {
    deadlines.arm(deadline('old', 1));
    vi.advanceTimersByTime(100);
    expect(due).toEqual(['old']);
  });
});
