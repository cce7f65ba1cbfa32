import { expect, it } from 'vitest';
import { PACKAGE_STATUSES, statusesBefore } from './status.ts';

it('lets a package go forward only', () => {
  expect(PACKAGE_STATUSES.map((status) => [status, statusesBefore(status)])).toEqual([
    ['UPLOADED', []],
    ['REGISTERED', ['UPLOADED']],
    ['DECOMMISSIONED', ['UPLOADED', 'REGISTERED']],
  ]);
});
