import type { VariableOutcome } from '../app/dependencies.ts';
import type { SystemVariable } from '../domain/system-variable.ts';
import type { SystemVariableObject, SystemVariablePayload } from './system-variable.types.ts';

/** The variable as clients see it: of a secret one only whether there is a value. */
export function presentVariable(variable: SystemVariable): SystemVariableObject {
  const { id, packageName, name, scope, secret, active, source, updatedAt, updatedBy, rowVersion } = variable;
  return {
    ...{ id, packageName, name, scope, secret, active, source, updatedAt, rowVersion },
    updatedBy: updatedBy || null,
    value: secret ? null : variable.value,
    defaultValue: secret ? null : variable.defaultValue,
    hasValue: Boolean(variable.value),
    hasDefault: Boolean(variable.defaultValue),
  };
}

export function presentOutcome({ variable, problems }: VariableOutcome): SystemVariablePayload {
  return {
    variable: variable && presentVariable(variable),
    problems: problems.map(({ path, ...problem }) => ({ ...problem, ...(path && { path: [...path] }) })),
  };
}
