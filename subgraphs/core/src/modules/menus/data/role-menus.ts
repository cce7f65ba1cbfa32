import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { RoleMenu } from '../domain/visible-items.ts';

export function readRoleMenus(client: CoreClient): Promise<RoleMenu[]> {
  return client.roleMenu.findMany();
}

/** Who sees what follows the active version of the package. */
export async function replaceRoleMenus(
  tx: CoreTransaction,
  packageName: string,
  authorities: readonly { role: string; menuCodes: readonly string[] }[],
): Promise<void> {
  await tx.roleMenu.deleteMany({ where: { packageName } });
  const pairs = authorities.flatMap(({ role, menuCodes }) => menuCodes.map((code) => JSON.stringify([role, code])));
  const data = [...new Set(pairs)].map((pair) => {
    const [roleName, menuCode] = JSON.parse(pair) as [string, string];
    return { roleName, menuCode, packageName };
  });
  await tx.roleMenu.createMany({ data });
}
