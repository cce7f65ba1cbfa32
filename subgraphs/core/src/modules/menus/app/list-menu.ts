import type { CoreDatabase } from '@wecube/prisma';
import { readInjectedItems } from '../data/menu-items.ts';
import { MENU_ROOTS, type MenuItem } from '../domain/menu-item.ts';
import type { RunningPackages } from '../ports.ts';

export type MenuDependencies = { database: CoreDatabase; running: RunningPackages };

/** The roots, then what packages inject; an injected entry is active while an instance of its package runs. */
export async function listMenu({ database, running }: MenuDependencies): Promise<MenuItem[]> {
  const [injected, names] = await Promise.all([readInjectedItems(database.client), running.runningPackages()]);
  return [...MENU_ROOTS, ...injected.map((item) => ({ ...item, active: names.has(item.packageName) }))];
}
