import type { Action } from '@wecube/kit';

/**
 * What a plugin may do at the platform with a token signed by its package's key, whoever's name it carries: what the
 * existing plugins ask for. Users, roles, packages, instances and orchestrations are never changed by a plugin; it may
 * pass on that a user asks for a role, which somebody of the platform answers.
 */
export const PACKAGE_RIGHTS: readonly Action[] = [
  'package:read',
  'instance:read',
  'host:read',
  'service:read',
  'model:read',
  'model:sync',
  'object:read',
  'definition:read',
  'run:read',
  'run:start',
  'run:operate',
  'run:answer',
  'event:send',
  'user:read',
  'role:apply',
  'variable:read',
  'menu:read',
];

/** Authorities a sub-system shows in its tokens, as the original's do. */
export const SUB_SYSTEM_AUTHORITIES = ['SUB_SYSTEM', 'ADMIN_SYSTEM_PARAMS'] as const;
