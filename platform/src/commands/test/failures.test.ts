import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { productRoot } from '../../settings.ts';
import { failuresOf } from './failures.ts';

const folder = mkdtempSync(join(tmpdir(), 'wecube-failures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reportOf = (testResults: readonly object[]): string => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify({ testResults }));
  return file;
};
const fileOf = (name: string, failures: readonly string[], message = '') => ({
  name: join(productRoot, name),
  status: 'failed',
  message,
  assertionResults: failures.map((failure) => ({
    fullName: failure,
    status: 'failed',
    failureMessages: [`\u001b[31mexpected 1 to be 2\u001b[39m\n  at somewhere`],
  })),
});

describe('what a run says of its failures at the end', () => {
  it('is a line for each failed test, without colours and without the stack', () => {
    expect(failuresOf(reportOf([fileOf('a/b.test.ts', ['adds numbers'])]))).toEqual([
      'a/b.test.ts > adds numbers: expected 1 to be 2',
    ]);
  });

  it('names a file that could not be loaded', () => {
    expect(failuresOf(reportOf([fileOf('a/b.test.ts', [], 'Cannot find module\nmore')]))).toEqual([
      'a/b.test.ts: Cannot find module',
    ]);
  });

  it('says nothing of what passed, and is cut when there is too much', () => {
    const many = Array.from({ length: 25 }, (_, index) => `test ${index}`);
    const lines = failuresOf(
      reportOf([{ ...fileOf('fine.test.ts', []), status: 'passed' }, fileOf('a.test.ts', many)]),
    );
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('and 5 more');
  });

  it('says so when there is no report', () => {
    expect(failuresOf(join(folder, 'missing.json'))).toEqual(['It ended before it could say which tests failed.']);
  });
});
