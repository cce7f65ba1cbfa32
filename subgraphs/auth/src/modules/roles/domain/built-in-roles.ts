import { type Action, GRANTABLE_ACTIONS } from '@wecube/kit';
import type { Role } from './role.ts';

const READ: readonly Action[] = [
  'session:self',
  'role:apply',
  'package:read',
  'instance:read',
  'host:read',
  'service:read',
  'model:read',
  'object:read',
  'definition:read',
  'run:read',
  'graph:read',
  'menu:read',
  'definition:favourite',
];

export const SUPER_ADMIN_ID = 'role_super_admin';

/** The roles every installation has; what they allow is decided here and nowhere else. */
export const BUILT_IN_ROLES: readonly Role[] = [
  builtIn(SUPER_ADMIN_ID, 'SUPER_ADMIN', 'Super administrator', '超级管理员', GRANTABLE_ACTIONS),
  builtIn('role_designer', 'DESIGNER', 'Orchestration designer', '编排设计员', [
    ...READ,
    'definition:edit',
    'definition:comment',
    'definition:deploy',
    'variable:read',
    'run:start',
  ]),
  builtIn('role_operator', 'OPERATOR', 'Operator', '运维人员', [
    ...READ,
    'definition:comment',
    'run:start',
    'run:operate',
  ]),
  builtIn('role_viewer', 'VIEWER', 'Viewer', '只读用户', READ),
];

function builtIn(id: string, name: string, en: string, zh: string, actions: readonly Action[]): Role {
  return { id, name, label: { en, zh }, actions, builtIn: true, version: 1 };
}
