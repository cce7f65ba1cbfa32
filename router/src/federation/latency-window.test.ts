import { expect, it } from 'vitest';
import { LatencyWindow } from './latency-window.ts';

it('tells the middle and the slow end of the last minute', () => {
  let now = 1_000_000;
  const window = new LatencyWindow({ now: () => now });
  expect(window.percentiles).toBeNull();
  for (let took = 100; took >= 1; took -= 1) window.add(took);
  expect(window.percentiles).toEqual({ p50: 50, p95: 95 });
  now += 61_000;
  window.add(7);
  expect(window.percentiles).toEqual({ p50: 7, p95: 7 });
});
