import { expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

it('lets four wrong passwords pass and then doubles the wait up to a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7].map(backOffMs)).toEqual([0, 0, 5_000, 10_000, 20_000]);
  expect(backOffMs(60)).toBe(900_000);
});
