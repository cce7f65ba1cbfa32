import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { productRoot } from '../../settings.ts';

/** What is read of the JSON report of Vitest; source: https://vitest.dev/guide/reporters#json-reporter. */
type Report = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: readonly string[] }[];
  }[];
};

const MOST_SHOWN = 20;

/**
 * A line for each test that failed, and for each file that could not be loaded: where it is and the first line of why.
 * The log of a long run is often cut to its end, and this is what a person needs of it.
 */
export function failuresOf(reportFile: string): string[] {
  if (!existsSync(reportFile)) return ['It ended before it could say which tests failed.'];
  const { testResults } = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const lines = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(productRoot, name);
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [`${file}: ${firstLine(message)}`];
      return failed.map((one) => `${file} > ${one.fullName}: ${firstLine(one.failureMessages[0] ?? '')}`);
    });
  const more = lines.length - MOST_SHOWN;
  return more > 0 ? [...lines.slice(0, MOST_SHOWN), `and ${more} more`] : lines;
}

const firstLine = (text: string): string => stripVTControlCharacters(text).split('\n', 1)[0] ?? '';
