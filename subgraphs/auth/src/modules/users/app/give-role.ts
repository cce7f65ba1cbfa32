import type { AuthTransaction } from '@wecube/prisma';
import { takeAdministrationGuard } from '../data/administration-guard.ts';
import { findUser, saveUser } from '../data/user-repository.ts';

/** Adds a role to those a user holds. Who may give it is `checkGrant`'s question, asked before. */
export async function giveRole(tx: AuthTransaction, userId: string, roleId: string): Promise<void> {
  await takeAdministrationGuard(tx);
  const user = await findUser(tx, userId);
  if (user && !user.roleIds.includes(roleId)) await saveUser(tx, { ...user, roleIds: [...user.roleIds, roleId] });
}
