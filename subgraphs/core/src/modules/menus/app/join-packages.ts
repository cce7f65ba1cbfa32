import type { CoreDatabase } from '@wecube/prisma';
import type { PackageCheck, PackageParticipant, PackageRecord } from '../../packages/index.ts';
import { findOwnersOfCodes, replaceItems } from '../data/menu-items.ts';
import { replaceRoleMenus } from '../data/role-menus.ts';
import { isMenuRoot } from '../domain/menu-item.ts';
import { sayMenu } from '../domain/texts.ts';

/** The menu entries of a package are those of its active version. */
export function joinPackages({ database }: { database: CoreDatabase }): PackageParticipant {
  return {
    name: 'menus',
    async check({ kind, package: pack }) {
      if (kind !== 'REGISTER') return [];
      const codes = pack.manifest.menus.map(({ code }) => code);
      const owners = await findOwnersOfCodes(database.client, codes);
      return [...takenCodes(pack, owners), ...unknownCategories(pack)];
    },
    async apply({ kind, package: pack }, tx) {
      if (kind !== 'REGISTER' && !pack.active) return;
      const { menus, authorities } = kind === 'REGISTER' ? pack.manifest : { menus: [], authorities: [] };
      await replaceItems(tx, pack.name, firstByCode(menus));
      await replaceRoleMenus(tx, pack.name, authorities);
    },
  };
}

function takenCodes(pack: PackageRecord, owners: readonly { code: string; packageName: string }[]): PackageCheck[] {
  const others = owners.filter(({ packageName }) => packageName !== pack.name);
  const roots = pack.manifest.menus.filter(({ code }) => isMenuRoot(code));
  return [
    ...others.map(({ code, packageName }) => sayMenu('MENU_CODE_TAKEN', { menu: code, package: packageName })),
    ...roots.map(({ code }) => sayMenu('MENU_CODE_TAKEN.platform', { menu: code })),
  ].map((said) => ({ ...said, level: 'ERROR' }));
}

function unknownCategories({ manifest }: PackageRecord): PackageCheck[] {
  return manifest.menus
    .filter(({ category }) => !isMenuRoot(category))
    .map(({ code, category }) => ({
      ...sayMenu('MENU_CATEGORY_UNKNOWN', { menu: code, category }),
      level: 'WARNING',
    }));
}

function firstByCode<T extends { code: string }>(items: readonly T[]): T[] {
  return items.filter(({ code }, index) => items.findIndex((other) => other.code === code) === index);
}
