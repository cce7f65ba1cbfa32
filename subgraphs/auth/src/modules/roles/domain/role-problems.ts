import { toProblem } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';

export const roleNameInvalid = () => toProblem(sayAuth('ROLE_NAME_INVALID'), ['name']);
export const roleNameTaken = (name: string) => toProblem(sayAuth('ROLE_NAME_TAKEN', { name }), ['name']);
export const roleLabelMissing = (field: string) => toProblem(sayAuth('ROLE_LABEL_MISSING'), [field]);
export const roleNotFound = (id: string) => toProblem(sayAuth('ROLE_NOT_FOUND', { id }), ['id']);
export const roleBuiltIn = (name: string) => toProblem(sayAuth('ROLE_BUILT_IN', { name }), ['id']);
export const actionsUnknown = (actions: readonly string[]) =>
  toProblem(sayAuth('ACTION_UNKNOWN', { actions }), ['actions']);
