import { expect, it } from 'vitest';
import { HoldDown } from './hold-down.ts';

const OPTIONS = { holdMs: 2_000, longestHoldMs: 10_000, flapWindowMs: 60_000 };

it('grows with each recent fall, up to a limit, and is forgotten in calm times', () => {
  let now = 1_000_000;
  const holdDown = new HoldDown(OPTIONS, { now: () => now });
  const heldFor = () => (holdDown.until === null ? 0 : holdDown.until - now);
  holdDown.cameBack();
  expect(heldFor()).toBe(0);
  const holds = [1, 2, 3, 4, 5].map(() => {
    holdDown.fell();
    holdDown.cameBack();
    return heldFor();
  });
  expect(holds).toEqual([2_000, 4_000, 8_000, 10_000, 10_000]);
  now += 10_000;
  expect(heldFor()).toBe(0);
  now += 60_000;
  holdDown.fell();
  expect(holdDown.until).toBeNull();
  holdDown.cameBack();
  expect(heldFor()).toBe(2_000);
});
