import type { SystemVariable } from './domain/system-variable.ts';

/** An active global variable unless told. */
export function aSystemVariable(options: Partial<SystemVariable> = {}): SystemVariable {
  return {
    ...{ id: 'var_1', packageName: 'estate', name: 'VARIABLE', scope: 'global', defaultValue: 'default', value: null },
    ...{ secret: false, active: true, source: 'estate__v1', updatedAt: new Date(0), updatedBy: '', rowVersion: 1 },
    ...options,
  };
}
