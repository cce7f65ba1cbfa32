import { RoleResolver } from './api/role-resolver.ts';
import { ensureBuiltInRoles } from './app/ensure-built-in-roles.ts';
import type { RoleParts } from './app/role-parts.ts';

export { presentRole } from './api/present-role.ts';
export { RoleObject } from './api/role-types.ts';
export { ensureBuiltInRoles } from './app/ensure-built-in-roles.ts';
export { findOtherRoles, findRoles } from './data/role-repository.ts';
export { SUPER_ADMIN_ID } from './domain/built-in-roles.ts';
export { refuseForeignActions } from './domain/grant.ts';
export type { Role } from './domain/role.ts';

/** Roles: named sets of actions. */
export function createRolesModule(parts: RoleParts) {
  return {
    resolvers: [[RoleResolver, new RoleResolver(parts)]] as const,
    start: () => ensureBuiltInRoles(parts),
  };
}
