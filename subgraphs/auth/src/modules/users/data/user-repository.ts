import { keysetQuery, type Page } from '@wecube/kit';
import type { AuthClient, AuthTransaction } from '@wecube/prisma';
import type { User } from '../domain/user.ts';

type Reader = AuthClient | AuthTransaction;
const withRoles = { roles: { select: { roleId: true } } } as const;
type Row = Omit<User, 'roleIds'> & { roles: { roleId: string }[] };

export async function findUser(db: Reader, id: string): Promise<User | null> {
  const row = await db.user.findUnique({ where: { id }, include: withRoles });
  return row && toUser(row);
}

/** The user of that name with what its password is checked against. */
export async function findCredentials(
  db: Reader,
  username: string,
): Promise<{ user: User; passwordHash: string } | null> {
  const row = await db.user.findUnique({ where: { username }, include: withRoles });
  return row && { user: toUser(row), passwordHash: row.passwordHash };
}

type Filter = Record<string, unknown> | undefined;

/** One page by username, and one row more when there is a next one. */
export async function listUsers(db: Reader, page: Page, username: Filter): Promise<User[]> {
  const { where, ...query } = keysetQuery(page, [{ field: 'username', direction: 'asc' }]);
  const rows = await db.user.findMany({ ...query, where: { AND: [{ username }, where] }, include: withRoles });
  return rows.map(toUser);
}

export const countUsers = (db: Reader, username?: Filter): Promise<number> => db.user.count({ where: { username } });

export async function insertUser(db: Reader, { roleIds, ...user }: User, passwordHash: string): Promise<void> {
  const roles = { create: roleIds.map((roleId) => ({ roleId })) };
  await db.user.create({ data: { ...user, passwordHash, roles } });
}

/** Overwrites what an administrator may change, and raises the version. */
export async function saveUser(db: Reader, user: User): Promise<User> {
  const { displayName, email, disabled, roleIds } = user;
  await db.userRole.deleteMany({ where: { userId: user.id } });
  const roles = { create: roleIds.map((roleId) => ({ roleId })) };
  const data = { displayName, email, disabled, roles, version: { increment: 1 } };
  return toUser(await db.user.update({ where: { id: user.id }, data, include: withRoles }));
}

/** Replaces the password if it is still `currentHash`; false when somebody was faster. */
export async function replacePassword(
  db: Reader,
  userId: string,
  change: { currentHash: string; nextHash: string; mustChangePassword: boolean },
): Promise<boolean> {
  const { currentHash, nextHash, mustChangePassword } = change;
  const { count } = await db.user.updateMany({
    where: { id: userId, passwordHash: currentHash },
    data: { passwordHash: nextHash, mustChangePassword, version: { increment: 1 } },
  });
  return count === 1;
}

function toUser({ roles, ...row }: Row): User {
  const { id, username, displayName, email, mustChangePassword, disabled, createdAt, version } = row;
  const roleIds = roles.map(({ roleId }) => roleId).sort();
  return { id, username, displayName, email, roleIds, mustChangePassword, disabled, createdAt, version };
}
