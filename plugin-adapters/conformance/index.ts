export { ALL_CHECKS, CHECK_GROUPS } from './all-checks.ts';
export type { ConformanceReport, Outcome } from './run-conformance.ts';
export { readInputs, type TestOptions, testUrl, testZip } from './test-plugin.ts';
