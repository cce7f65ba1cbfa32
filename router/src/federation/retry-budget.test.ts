import { expect, it } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

it('grants a small minimum and a part of the recent traffic, and no more', () => {
  let now = 1_000_000;
  const budget = new RetryBudget({ ratio: 0.2, minimumPerSecond: 1, windowSeconds: 10 }, { now: () => now });
  const granted = () => Array.from({ length: 200 }, () => budget.take()).filter(Boolean).length;
  expect(granted()).toBe(10);
  for (let count = 0; count < 500; count += 1) budget.countRequest();
  expect(granted()).toBe(100);
  now += 11_000;
  expect(granted()).toBe(10);
});
