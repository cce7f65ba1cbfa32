import type { Page } from '@wecube/kit';
import { countRoles, listRoles } from '../data/role-repository.ts';
import type { Role } from '../domain/role.ts';
import type { RoleParts } from './role-parts.ts';

/** One page of roles by name, and how to count all of them. */
export async function listRolePage(
  { database }: RoleParts,
  page: Page,
): Promise<{ rows: Role[]; count: () => Promise<number> }> {
  return { rows: await listRoles(database.client, page), count: () => countRoles(database.client) };
}
