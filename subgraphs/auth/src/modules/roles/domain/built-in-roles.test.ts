import { GRANTABLE_ACTIONS } from '@wecube/kit';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_ROLES } from './built-in-roles.ts';
import { isRoleName } from './role.ts';

const actionsOf = (name: string) => BUILT_IN_ROLES.find((role) => role.name === name)?.actions ?? [];

describe('built-in roles', () => {
  it('gives the super administrator every action a role may hold, and none kept for services', () => {
    expect(actionsOf('SUPER_ADMIN')).toEqual(GRANTABLE_ACTIONS);
    expect(actionsOf('SUPER_ADMIN').some((action) => action.startsWith('internal:'))).toBe(false);
  });

  it('lets a viewer only read, keep things at hand, and ask for more', () => {
    expect(actionsOf('VIEWER').filter((action) => !action.endsWith(':read'))).toEqual([
      'session:self',
      'role:apply',
      'definition:favourite',
    ]);
  });

  it('lets nobody but the super administrator manage users, call services directly or run code', () => {
    for (const role of BUILT_IN_ROLES.filter((one) => one.name !== 'SUPER_ADMIN')) {
      for (const action of [
        'user:manage',
        'role:manage',
        'service:invoke',
        'package:upload',
        'instance:launch',
      ] as const)
        expect(role.actions, `${role.name} ${action}`).not.toContain(action);
    }
  });

  it('uses names and ids once', () => {
    expect(new Set(BUILT_IN_ROLES.map((role) => role.id)).size).toBe(BUILT_IN_ROLES.length);
    expect(BUILT_IN_ROLES.every((role) => isRoleName(role.name))).toBe(true);
  });
});
