import { newId, type Session } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { insertRole } from '../data/role-repository.ts';
import { refuseForeignActions } from '../domain/grant.ts';
import { isRoleName, type Role } from '../domain/role.ts';
import { roleNameInvalid, roleNameTaken } from '../domain/role-problems.ts';
import { checkActions, checkLabels } from './check-role-input.ts';
import { type RoleParts, type RoleResult, refused } from './role-parts.ts';

export type CreateRole = { name: string; labelEn: string; labelZh: string; actions: readonly string[] };

/** Makes a role of actions that the session has itself. */
export async function createRole(parts: RoleParts, session: Session, input: CreateRole): Promise<RoleResult> {
  const { actions, problems } = checkActions(input.actions);
  problems.push(...checkLabels({ labelEn: input.labelEn, labelZh: input.labelZh }));
  if (!isRoleName(input.name)) problems.push(roleNameInvalid());
  const foreign = refuseForeignActions(session, actions, ['actions']);
  if (foreign) problems.push(foreign);
  if (problems.length > 0) return refused(...problems);
  const label = { en: input.labelEn.trim(), zh: input.labelZh.trim() };
  const role: Role = { id: newId('role'), name: input.name, label, actions, builtIn: false, version: 1 };
  try {
    await insertRole(parts.database.client, role);
  } catch (error) {
    if (isUniqueViolation(error)) return refused(roleNameTaken(input.name));
    throw error;
  }
  parts.logger.info({ by: session.name, role: role.name, actions }, 'a role was created');
  return { role, problems: [] };
}
