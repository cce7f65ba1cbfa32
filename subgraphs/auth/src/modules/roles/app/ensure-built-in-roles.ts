import { isUniqueViolation } from '@wecube/prisma';
import { findRole, insertRole, saveRole } from '../data/role-repository.ts';
import { BUILT_IN_ROLES } from '../domain/built-in-roles.ts';
import type { Role } from '../domain/role.ts';
import type { RoleParts } from './role-parts.ts';

/** Writes the built-in roles where they are missing or differ from this version's; several replicas may do so at once. */
export async function ensureBuiltInRoles({ database }: Pick<RoleParts, 'database'>): Promise<void> {
  for (const role of BUILT_IN_ROLES) {
    const stored = await findRole(database.client, role.id);
    if (!stored) await insertOnce(database.client, role);
    else if (!isSame(stored, role)) await saveRole(database.client, role);
  }
}

async function insertOnce(client: RoleParts['database']['client'], role: Role): Promise<void> {
  try {
    await insertRole(client, role);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}

const isSame = (a: Role, b: Role): boolean =>
  JSON.stringify([a.label, a.actions]) === JSON.stringify([b.label, b.actions]);
