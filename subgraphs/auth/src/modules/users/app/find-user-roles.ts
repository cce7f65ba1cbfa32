import { findRoles, type Role } from '../../roles/index.ts';
import type { UserParts } from './user-parts.ts';

export const findUserRoles = ({ database }: UserParts, roleIds: readonly string[]): Promise<Role[]> =>
  findRoles(database.client, roleIds);
