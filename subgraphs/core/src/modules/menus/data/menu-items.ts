import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { MenuItem } from '../domain/menu-item.ts';

export type InjectedMenuItem = Omit<MenuItem, 'active' | 'packageName'> & { packageName: string };

/** What active packages inject, in the order of their manifests. */
export async function readInjectedItems(client: CoreClient): Promise<InjectedMenuItem[]> {
  const rows = await client.menuItem.findMany({ orderBy: [{ packageName: 'asc' }, { position: 'asc' }] });
  return rows.map(({ code, category, labelEn, labelZh, path, packageName }) => ({
    ...{ code, category, path, packageName },
    label: { en: labelEn, zh: labelZh },
  }));
}

export async function findOwnersOfCodes(
  client: CoreClient,
  codes: readonly string[],
): Promise<{ code: string; packageName: string }[]> {
  return client.menuItem.findMany({ where: { code: { in: [...codes] } }, select: { code: true, packageName: true } });
}

export async function replaceItems(
  tx: CoreTransaction,
  packageName: string,
  items: readonly Omit<InjectedMenuItem, 'packageName'>[],
): Promise<void> {
  await tx.menuItem.deleteMany({ where: { packageName } });
  const rows = items.map(({ code, category, label, path }, position) => ({
    ...{ packageName, code, category, path, position },
    labelEn: label.en,
    labelZh: label.zh,
  }));
  await tx.menuItem.createMany({ data: rows });
}
