import type { Session } from '@wecube/kit';
import { checkGrant, giveRole } from '../../users/index.ts';
import { endApplication, findApplication } from '../data/application-repository.ts';
import { applicationAnswered, applicationNotFound } from '../domain/application-problems.ts';
import { type ApplicationParts, type ApplicationsResult, refused } from './application-parts.ts';

/**
 * Gives the role that was asked for, or does not. Who approves has all the role's actions, as for giving it in any other
 * way; the role and the answer are one transaction.
 */
export function answerApplication(
  { database, clock, logger }: ApplicationParts,
  session: Session,
  { id, approve }: { id: string; approve: boolean },
): Promise<ApplicationsResult> {
  return database.transaction(async (tx) => {
    const application = await findApplication(tx, id);
    if (!application) return refused(applicationNotFound(id));
    const { userId, roleId } = application;
    const end = {
      status: approve ? ('APPROVED' as const) : ('DENIED' as const),
      ...{ answeredBy: session.name, answeredAt: new Date(clock.now()) },
    };
    const problems = approve ? await checkGrant(tx, session, [roleId]) : [];
    if (problems.length > 0) return refused(...problems);
    if (!(await endApplication(tx, id, end))) return refused(applicationAnswered(application.status));
    if (approve) await giveRole(tx, userId, roleId);
    logger.info(
      { by: session.name, user: userId, role: roleId, status: end.status },
      'a role application was answered',
    );
    return { applications: [{ ...application, ...end }], problems: [] };
  });
}
