import { problem } from '@wecube/kit';

export const roleNameInvalid = () =>
  problem('ROLE_NAME_INVALID', 'A role name is 2 to 64 capital letters, digits and underscores, letter first.', {
    path: ['name'],
  });
export const roleNameTaken = (name: string) =>
  problem('ROLE_NAME_TAKEN', `There is a role named ${name} already.`, { path: ['name'], remedy: 'Choose another.' });
export const roleLabelMissing = (field: string) =>
  problem('ROLE_LABEL_MISSING', 'A role has a label of 1 to 100 characters in both languages.', { path: [field] });
export const roleNotFound = (id: string) => problem('ROLE_NOT_FOUND', `There is no role ${id}.`, { path: ['id'] });
export const roleBuiltIn = (name: string) =>
  problem('ROLE_BUILT_IN', `${name} ships with the product and cannot be changed.`, {
    path: ['id'],
    remedy: 'Create a role of your own.',
  });
export const actionsUnknown = (actions: readonly string[]) =>
  problem('ACTION_UNKNOWN', `These are no actions: ${actions.join(', ')}.`, {
    path: ['actions'],
    remedy: 'The query "actions" lists all of them.',
  });
