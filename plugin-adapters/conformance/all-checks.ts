import type { CheckGroup } from './check.ts';
import { callChecks } from './checks/call-checks.ts';
import { manifestChecks } from './checks/manifest-checks.ts';
import { modelChecks } from './checks/model-checks.ts';
import { packageChecks } from './checks/package-checks.ts';
import { programChecks } from './checks/program-checks.ts';
import { queryChecks } from './checks/query-checks.ts';
import { serverChecks } from './checks/server-checks.ts';
import { tokenChecks } from './checks/token-checks.ts';
import { writeChecks } from './checks/write-checks.ts';

/** Every check of the kit, in the order in which they are made: files first, what changes something late, the end last. */
export const CHECK_GROUPS: readonly CheckGroup[] = [
  packageChecks,
  manifestChecks,
  serverChecks,
  tokenChecks,
  modelChecks,
  queryChecks,
  writeChecks,
  callChecks,
  programChecks,
];

export const ALL_CHECKS = CHECK_GROUPS.flatMap(({ checks }) => checks);
