import { keysetQuery, type Page } from '@wecube/kit';
import type { AuthClient, AuthTransaction } from '@wecube/prisma';
import type { ApplicationStatus, RoleApplication } from '../domain/role-application.ts';

type Reader = AuthClient | AuthTransaction;
type Row = Omit<RoleApplication, 'status'> & { status: string };
export type ApplicationFilter = { userId?: string; status?: { in: string[] } };

export async function findApplication(db: Reader, id: string): Promise<RoleApplication | null> {
  const row = await db.roleApplication.findUnique({ where: { id } });
  return row && toApplication(row);
}

/** One page, the newest first, and one row more when there is a next one. */
export async function listApplications(db: Reader, page: Page, filter: ApplicationFilter): Promise<RoleApplication[]> {
  const { where, ...query } = keysetQuery(page, [{ field: 'id', direction: 'desc' }]);
  return (await db.roleApplication.findMany({ ...query, where: { AND: [filter, where] } })).map(toApplication);
}

export const countApplications = (db: Reader, where: ApplicationFilter): Promise<number> =>
  db.roleApplication.count({ where });

/** The roles a user has asked for and got no answer yet. */
export async function pendingRoleIds(db: Reader, userId: string): Promise<string[]> {
  const rows = await db.roleApplication.findMany({ where: { userId, status: 'PENDING' }, select: { roleId: true } });
  return rows.map(({ roleId }) => roleId);
}

/** Fails on the unique key when the same is pending already. */
export async function insertApplication(db: Reader, application: RoleApplication): Promise<void> {
  const pendingKey = `${application.userId} ${application.roleId}`;
  await db.roleApplication.create({ data: { ...application, pendingKey } });
}

/** Ends a pending application; false when somebody was faster. */
export async function endApplication(
  db: Reader,
  id: string,
  end: Pick<RoleApplication, 'status' | 'answeredBy' | 'answeredAt'>,
): Promise<boolean> {
  const { count } = await db.roleApplication.updateMany({
    where: { id, status: 'PENDING' },
    data: { ...end, pendingKey: null },
  });
  return count === 1;
}

function toApplication({ id, userId, roleId, status, appliedAt, answeredBy, answeredAt }: Row): RoleApplication {
  return { id, userId, roleId, status: status as ApplicationStatus, appliedAt, answeredBy, answeredAt };
}
