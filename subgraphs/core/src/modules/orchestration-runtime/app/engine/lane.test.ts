import { describe, expect, it } from 'vitest';
import { Lane, laneOf, type Pending } from './lane.ts';

const pending = (runId: string, requestId: string): Pending => ({
  runId,
  event: { type: 'DUE', requestId, epoch: 1, known: { services: new Map(), variables: new Map() } },
  audit: null,
  initial: null,
  settle: () => {},
  fail: () => {},
});
const labels = (group: readonly Pending[]) =>
  group.map(({ runId, event }) => `${runId}${event.type === 'DUE' ? event.requestId : ''}`);

describe('Lane', () => {
  it('takes one event of each run at a time, keeps their order, and groups what came meanwhile', async () => {
    const groups: string[][] = [];
    let release = (): void => {};
    const lane = new Lane(async (group) => {
      groups.push(labels(group));
      if (groups.length === 1)
        await new Promise<void>((resolve) => {
          release = resolve;
        });
    });
    for (const [runId, requestId] of [
      ['a', '1'],
      ['b', '1'],
      ['a', '2'],
    ] as const)
      lane.push(pending(runId, requestId));
    await expect.poll(() => groups.length).toBe(1);
    for (const [runId, requestId] of [
      ['c', '1'],
      ['a', '3'],
    ] as const)
      lane.push(pending(runId, requestId));
    release();
    await lane.idle();
    expect(groups).toEqual([['a1', 'b1'], ['a2', 'c1'], ['a3']]);
  });

  it('never makes a group larger than 200', async () => {
    const sizes: number[] = [];
    const lane = new Lane(async (group) => void sizes.push(group.length));
    for (let index = 0; index < 450; index += 1) lane.push(pending(`run${index}`, '1'));
    await lane.idle();
    expect(sizes).toEqual([200, 200, 50]);
  });

  it('spreads runs evenly', () => {
    const ids = Array.from({ length: 2_000 }, () => crypto.randomUUID());
    const first = ids.filter((id) => laneOf(id, 2) === 0).length;
    expect(Math.abs(first - 1_000)).toBeLessThan(150);
  });
});
