import { expect, it } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';

const aBreaker = () => {
  let now = 1_000;
  const breaker = new CircuitBreaker({ failuresToOpen: 3, openMs: 2_000 }, { now: () => now });
  return { breaker, wait: (ms: number) => (now += ms) };
};

it('opens after failures in a row only', () => {
  const { breaker } = aBreaker();
  breaker.fail();
  breaker.fail();
  breaker.succeed();
  breaker.fail();
  breaker.fail();
  expect(breaker.allows()).toBe(true);
  breaker.fail();
  expect(breaker.allows()).toBe(false);
});

it('lets a single request try after the pause, and stays open when that fails', () => {
  const { breaker, wait } = aBreaker();
  for (let count = 0; count < 3; count += 1) breaker.fail();
  wait(2_000);
  expect(breaker.allows()).toBe(true);
  breaker.begin();
  expect(breaker.allows()).toBe(false);
  breaker.fail();
  expect(breaker.allows()).toBe(false);
  wait(2_000);
  breaker.begin();
  breaker.succeed();
  expect(breaker.allows()).toBe(true);
});

it('gives the try back when the client left before the answer', () => {
  const { breaker, wait } = aBreaker();
  for (let count = 0; count < 3; count += 1) breaker.fail();
  wait(2_000);
  breaker.begin();
  breaker.release();
  expect(breaker.allows()).toBe(true);
});
