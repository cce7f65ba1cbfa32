import type { CoreDatabase } from '@wecube/prisma';
import type { PackageCheck, PackageParticipant, PackageRecord } from '../../packages/index.ts';
import { findOwnersOfCodes, replaceItems } from '../data/menu-items.ts';
import { isMenuRoot } from '../domain/menu-item.ts';

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
      if (kind === 'REGISTER') await replaceItems(tx, pack.name, firstByCode(pack.manifest.menus));
      else if (pack.active) await replaceItems(tx, pack.name, []);
    },
  };
}

function takenCodes(pack: PackageRecord, owners: readonly { code: string; packageName: string }[]): PackageCheck[] {
  const others = owners.filter(({ packageName }) => packageName !== pack.name);
  const roots = pack.manifest.menus
    .filter(({ code }) => isMenuRoot(code))
    .map(({ code }) => ({ code, packageName: 'the platform' }));
  return [...others, ...roots].map(({ code, packageName }) => ({
    code: 'MENU_CODE_TAKEN',
    level: 'ERROR',
    message: `The menu code ${code} belongs to ${packageName} already.`,
    remedy: 'Give the menu entry another code in register.xml and upload a new version.',
  }));
}

function unknownCategories({ manifest }: PackageRecord): PackageCheck[] {
  return manifest.menus
    .filter(({ category }) => !isMenuRoot(category))
    .map(({ code, category }) => ({
      code: 'MENU_CATEGORY_UNKNOWN',
      level: 'WARNING',
      message: `The menu entry ${code} stands under "${category}", which the platform does not have; it will not be shown.`,
      remedy: 'Use one of the roots of the platform as its category.',
    }));
}

function firstByCode<T extends { code: string }>(items: readonly T[]): T[] {
  return items.filter(({ code }, index) => items.findIndex((other) => other.code === code) === index);
}
