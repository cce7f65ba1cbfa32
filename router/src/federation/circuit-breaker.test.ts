import { expect, it } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';

const OPTIONS = { failuresToOpen: 3, openMs: 2_000, longestOpenMs: 10_000, failureRatio: 0.5, enoughRequests: 10 };

const aBreaker = () => {
  let now = 1_000_000;
  const breaker = new CircuitBreaker(OPTIONS, { now: () => now });
  const fail = (times = 1) => {
    for (let count = 0; count < times; count += 1) breaker.fail(breaker.begin());
  };
  const succeed = () => breaker.succeed(breaker.begin());
  return { breaker, fail, succeed, wait: (ms: number) => (now += ms) };
};

it('opens after failures in a row only', () => {
  const { breaker, fail, succeed } = aBreaker();
  fail(2);
  succeed();
  fail(2);
  expect(breaker.state).toBe('CLOSED');
  fail();
  expect(breaker.state).toBe('OPEN');
});

it('opens when half of many recent requests failed, though never three in a row', () => {
  const { breaker, fail, succeed } = aBreaker();
  for (let count = 0; count < 4; count += 1) {
    succeed();
    fail();
  }
  expect(breaker.state).toBe('CLOSED');
  succeed();
  fail();
  expect(breaker.state).toBe('OPEN');
});

it('forgets what lies longer back', () => {
  const { breaker, fail, succeed, wait } = aBreaker();
  for (let count = 0; count < 4; count += 1) {
    succeed();
    fail();
  }
  wait(11_000);
  succeed();
  fail();
  expect(breaker.state).toBe('CLOSED');
});

it('lets exactly one of many requests try after the pause, and doubles the pause when that fails', () => {
  const { breaker, fail, wait } = aBreaker();
  fail(3);
  wait(2_000);
  const tickets = Array.from({ length: 50 }, () => breaker.begin());
  expect(tickets.filter(({ probe }) => probe)).toHaveLength(1);
  expect(breaker.wantsProbe).toBe(false);
  breaker.fail(tickets[0] as never);
  wait(3_999);
  expect(breaker.state).toBe('OPEN');
  wait(1);
  expect(breaker.state).toBe('HALF_OPEN');
  breaker.succeed(breaker.begin());
  expect(breaker.state).toBe('CLOSED');
});

it('does not close for an answer to a request that began before it opened', () => {
  const { breaker, fail } = aBreaker();
  const early = breaker.begin();
  fail(3);
  breaker.succeed(early);
  expect(breaker.state).toBe('OPEN');
});

it('gives the probe back when its client left, but not when another one did', () => {
  const { breaker, fail, wait } = aBreaker();
  fail(3);
  wait(2_000);
  const probe = breaker.begin();
  breaker.release(breaker.begin());
  expect(breaker.wantsProbe).toBe(false);
  breaker.release(probe);
  expect(breaker.wantsProbe).toBe(true);
});
