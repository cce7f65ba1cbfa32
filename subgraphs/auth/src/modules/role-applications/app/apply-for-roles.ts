import { newId, type Session } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { findRoles } from '../../roles/index.ts';
import { rolesUnknown, type User } from '../../users/index.ts';
import { insertApplication, pendingRoleIds } from '../data/application-repository.ts';
import { applicantUnknown, rolesMissing } from '../domain/application-problems.ts';
import type { RoleApplication } from '../domain/role-application.ts';
import { type ApplicationParts, type ApplicationsResult, refused } from './application-parts.ts';

/**
 * Asks for roles in the name of the session's user. What the user holds already, or has asked for and got no answer yet,
 * is left out: asking twice does no harm.
 */
export async function applyForRoles(
  parts: ApplicationParts,
  session: Session,
  input: { roleIds: readonly string[] },
): Promise<ApplicationsResult> {
  const applicant = await applicantOf(parts, session);
  if (!applicant) return refused(applicantUnknown(session.name));
  const wanted = [...new Set(input.roleIds)];
  if (wanted.length === 0) return refused(rolesMissing());
  try {
    return await insertWanted(parts, applicant, wanted);
  } catch (error) {
    // The same was asked for at the same time: now it is pending, and left out.
    if (isUniqueViolation(error)) return insertWanted(parts, applicant, wanted);
    throw error;
  }
}

/** The user a session is of; a plugin that speaks for a user has that user's name. */
export function applicantOf({ users }: ApplicationParts, { kind, subject, name }: Session): Promise<User | null> {
  return kind === 'user' ? users.findUser(subject) : users.findUserNamed(name);
}

function insertWanted(
  { database, clock, logger }: ApplicationParts,
  { id: userId, username, roleIds: held }: User,
  wanted: readonly string[],
): Promise<ApplicationsResult> {
  return database.transaction(async (tx) => {
    const known = await findRoles(tx, wanted);
    const missing = wanted.filter((id) => !known.some((role) => role.id === id));
    if (missing.length > 0) return refused(rolesUnknown(missing));
    const settled = new Set([...held, ...(await pendingRoleIds(tx, userId))]);
    const applications = wanted
      .filter((id) => !settled.has(id))
      .map((roleId) => newApplication(userId, roleId, clock.now()));
    for (const application of applications) await insertApplication(tx, application);
    if (applications.length > 0) logger.info({ user: username, roles: wanted }, 'roles were applied for');
    return { applications, problems: [] };
  });
}

const newApplication = (userId: string, roleId: string, now: number): RoleApplication => ({
  ...{ id: newId('application'), userId, roleId, status: 'PENDING', appliedAt: new Date(now) },
  ...{ answeredBy: null, answeredAt: null },
});
