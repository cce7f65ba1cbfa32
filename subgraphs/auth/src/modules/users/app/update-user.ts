import type { Problem, Session } from '@wecube/kit';
import type { AuthTransaction } from '@wecube/prisma';
import { SUPER_ADMIN_ID } from '../../roles/index.ts';
import { hasOtherEnabledHolder, takeAdministrationGuard } from '../data/administration-guard.ts';
import { findUser, saveUser } from '../data/user-repository.ts';
import type { User } from '../domain/user.ts';
import { lastAdministrator, userNotFound } from '../domain/user-problems.ts';
import { checkGrant } from './check-grant.ts';
import { checkProfile } from './check-profile.ts';
import { refused, type UserParts, type UserResult } from './user-parts.ts';

export type UpdateUser = {
  id: string;
  displayName?: string | null;
  email?: string | null;
  roleIds?: readonly string[] | null;
  disabled?: boolean | null;
};

/**
 * Changes a user. Refused when the user may do more than the session, before or after, and when nobody enabled would
 * be left with the role SUPER_ADMIN. A user that is disabled loses its sessions.
 */
export function updateUser(parts: UserParts, session: Session, input: UpdateUser): Promise<UserResult> {
  return parts.database.transaction(async (tx) => {
    await takeAdministrationGuard(tx);
    const before = await findUser(tx, input.id);
    if (!before) return refused(userNotFound(input.id));
    const after = changed(before, input);
    const problems = await checkChange(tx, session, before, after);
    if (problems.length > 0) return refused(...problems);
    const user = await saveUser(tx, after);
    if (user.disabled && !before.disabled) await parts.sessions.endSessions(tx, user.id);
    parts.logger.info(
      { by: session.name, user: user.username, roles: user.roleIds, disabled: user.disabled },
      'a user was changed',
    );
    return { user, problems: [] };
  });
}

function changed(user: User, input: UpdateUser): User {
  return {
    ...user,
    displayName: input.displayName?.trim() ?? user.displayName,
    email: input.email === undefined ? user.email : input.email || null,
    roleIds: input.roleIds ? [...new Set(input.roleIds)] : user.roleIds,
    disabled: input.disabled ?? user.disabled,
  };
}

async function checkChange(tx: AuthTransaction, session: Session, before: User, after: User): Promise<Problem[]> {
  const roleIds = [...new Set([...before.roleIds, ...after.roleIds])];
  const problems = [...checkProfile(after), ...(await checkGrant(tx, session, roleIds))];
  const leaves = isAdministrator(before) && !isAdministrator(after);
  if (leaves && !(await hasOtherEnabledHolder(tx, SUPER_ADMIN_ID, before.id))) problems.push(lastAdministrator());
  return problems;
}

const isAdministrator = (user: User): boolean => !user.disabled && user.roleIds.includes(SUPER_ADMIN_ID);
