import type { AuthTransaction } from '@wecube/prisma';

const ROW = { id: 'administration' };

/** Makes this transaction wait for others that could take away an administrator, and those wait for this one. */
export async function takeAdministrationGuard(tx: AuthTransaction): Promise<void> {
  await tx.administrationGuard.update({ where: ROW, data: { changes: { increment: 1 } } });
}

/** Whether an enabled user other than `userId` holds the role. */
export async function hasOtherEnabledHolder(tx: AuthTransaction, roleId: string, userId: string): Promise<boolean> {
  const holder = { disabled: false, id: { not: userId }, roles: { some: { roleId } } };
  return (await tx.user.findFirst({ where: holder, select: { id: true } })) !== null;
}
