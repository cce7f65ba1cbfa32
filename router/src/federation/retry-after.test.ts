import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

it.each([
  ['3', 3_000],
  [' 0 ', 0],
  ['86400', 60_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
  ['Thu, 01 Jan 2025 00:00:00 GMT', 0],
  ['soon', null],
  [undefined, null],
])('reads %s', (header, expected) => {
  expect(retryAfterMs(header, Date.UTC(2026, 0, 1))).toBe(expected);
});
