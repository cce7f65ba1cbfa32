import type { Problem, Session } from '@wecube/kit';
import type { AuthTransaction } from '@wecube/prisma';
import { findRoles, refuseForeignActions } from '../../roles/index.ts';
import { rolesUnknown } from '../domain/user-problems.ts';

/** Whether the session may hand out (or take away) these roles: they exist, and it has all their actions itself. */
export async function checkGrant(
  tx: AuthTransaction,
  session: Session,
  roleIds: readonly string[],
): Promise<Problem[]> {
  const roles = await findRoles(tx, roleIds);
  const missing = roleIds.filter((id) => !roles.some((role) => role.id === id));
  if (missing.length > 0) return [rolesUnknown(missing)];
  const foreign = refuseForeignActions(
    session,
    roles.flatMap(({ actions }) => actions),
    ['roleIds'],
  );
  return foreign ? [foreign] : [];
}
