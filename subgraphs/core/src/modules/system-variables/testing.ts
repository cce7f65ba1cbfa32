import type { SystemVariable } from './domain/system-variable.ts';

/** An active global variable unless told. */
export function aSystemVariable(options: Partial<SystemVariable> = {}): SystemVariable {
  return {
    ...{ packageName: 'estate', name: 'VARIABLE', scope: 'global', defaultValue: 'default', value: null },
    ...{ secret: false, active: true },
    ...options,
  };
}
