import type { Session } from '@wecube/kit';
import { endApplication, findApplication } from '../data/application-repository.ts';
import { applicationAnswered, applicationNotFound } from '../domain/application-problems.ts';
import { type ApplicationParts, type ApplicationsResult, refused } from './application-parts.ts';
import { applicantOf } from './apply-for-roles.ts';

/** Takes back what the session's user asked for; that of others does not exist for it. */
export async function withdrawApplication(
  parts: ApplicationParts,
  session: Session,
  { id }: { id: string },
): Promise<ApplicationsResult> {
  const { client } = parts.database;
  const applicant = await applicantOf(parts, session);
  const application = await findApplication(client, id);
  if (!application || application.userId !== applicant?.id) return refused(applicationNotFound(id));
  const end = { status: 'WITHDRAWN' as const, answeredBy: null, answeredAt: new Date(parts.clock.now()) };
  if (!(await endApplication(client, id, end))) {
    const now = await findApplication(client, id);
    return refused(applicationAnswered(now?.status ?? application.status));
  }
  return { applications: [{ ...application, ...end }], problems: [] };
}
