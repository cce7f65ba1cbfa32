import { expect, it } from 'vitest';
import { segmentsOf } from './history-segments.ts';

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const minutes = (from: number, to: number) => ({ from: from * 60_000, to: to * 60_000 });

it('cuts the history at the window and joins what stood the same', () => {
  const changes = [
    { at: at(0), state: 'UP', breaker: 'CLOSED' },
    { at: at(12), state: 'UP', breaker: 'CLOSED' },
    { at: at(20), state: 'UP', breaker: 'OPEN' },
    { at: at(21), state: 'DOWN', breaker: 'OPEN' },
    { at: at(25), state: 'DRAINING', breaker: 'CLOSED' },
  ] as const;
  expect(segmentsOf(changes, 10 * 60_000, 30 * 60_000)).toEqual([
    { standing: 'up', ...minutes(10, 20) },
    { standing: 'broken', ...minutes(20, 21) },
    { standing: 'down', ...minutes(21, 25) },
    { standing: 'draining', ...minutes(25, 30) },
  ]);
});

it('knows nothing from before the first change', () => {
  const changes = [{ at: at(25), state: 'UP', breaker: 'CLOSED' }] as const;
  expect(segmentsOf(changes, 0, 30 * 60_000)).toEqual([{ standing: 'up', ...minutes(25, 30) }]);
  expect(segmentsOf([], 0, 30 * 60_000)).toEqual([]);
});
