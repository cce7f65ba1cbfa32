import { toProblem } from '@wecube/kit';
import { sayPackage } from '../domain/texts.ts';
import type { PackageResult } from './change-package.ts';

export function packageNotFound(id: string): PackageResult {
  return { package: null, problems: [toProblem(sayPackage('PACKAGE_NOT_FOUND', { id }), ['id'])] };
}
