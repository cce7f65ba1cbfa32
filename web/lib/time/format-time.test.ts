import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatDuration, formatMoment, shortenId } from './format-time.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [-5, '0 ms'],
    [340, '340 ms'],
    [4_200, '4.2 s'],
    [59_400, '59 s'],
    [59_600, '1m 00s'],
    [291_000, '4m 51s'],
    [7_380_000, '2h 03m'],
    [532_800_000, '6d 4h'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

it('formatClock keeps its width', () => {
  expect(formatClock(1_122_000)).toBe('00:18:42');
  expect(formatClock(-1)).toBe('00:00:00');
  expect(formatClock(90_000_000)).toBe('25:00:00');
});

it('formatMoment leaves the day out today and the year out this year', () => {
  const now = new Date(2026, 10, 23, 22, 0, 0);
  expect(formatMoment(new Date(2026, 10, 23, 9, 5, 7).toISOString(), 'en-US', now)).toBe('09:05:07');
  expect(formatMoment(new Date(2026, 0, 2, 9, 5, 7).toISOString(), 'en-US', now)).toBe('Jan 2, 09:05');
  expect(formatMoment(new Date(2025, 0, 2, 9, 5, 7).toISOString(), 'zh-CN', now)).toContain('2025');
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_842_113, '1.8 MB'],
  [412_000_000, '412 MB'],
])('formatBytes(%d) is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it('shortenId keeps both ends of a long id and all of a short one', () => {
  expect(shortenId('host_1')).toBe('host_1');
  expect(shortenId('run_0192f3a7c0de4444b41c')).toBe(
    'run_0192f3a7c0de4444b41c'.length <= 20 ? 'run_0192f3a7c0de4444b41c' : 'run_0192f3a7…b41c',
  );
});
