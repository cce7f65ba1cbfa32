import type { Role } from '../domain/role.ts';
import type { RoleObject } from './role-types.ts';

export function presentRole(role: Role): RoleObject {
  const { id, name, label, actions, builtIn, version } = role;
  return { id, name, label, actions: [...actions], builtIn, version };
}
