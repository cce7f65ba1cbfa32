import { problem } from '@wecube/kit';
import type { PackageResult } from './change-package.ts';

export function packageNotFound(id: string): PackageResult {
  const message = `There is no package with the id "${id}". Nothing was changed.`;
  return {
    package: null,
    problems: [problem('PACKAGE_NOT_FOUND', message, { path: ['id'], remedy: 'Look it up in the list of packages.' })],
  };
}
