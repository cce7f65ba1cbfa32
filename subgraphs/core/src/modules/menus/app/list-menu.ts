import type { Session } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { readInjectedItems } from '../data/menu-items.ts';
import { readRoleMenus } from '../data/role-menus.ts';
import { MENU_ROOTS, type MenuItem } from '../domain/menu-item.ts';
import { visibleItems } from '../domain/visible-items.ts';
import type { RunningPackages } from '../ports.ts';

export type MenuDependencies = { database: CoreDatabase; running: RunningPackages };

/** The roots, then what packages inject and the roles of the session see; an injected entry is active while an instance of its package runs. */
export async function listMenu({ database, running }: MenuDependencies, session: Session): Promise<MenuItem[]> {
  const { client } = database;
  const [injected, grants, names] = await Promise.all([
    readInjectedItems(client),
    readRoleMenus(client),
    running.runningPackages(),
  ]);
  const items = injected.map((item) => ({ ...item, active: names.has(item.packageName) }));
  return visibleItems([...MENU_ROOTS, ...items], grants, session);
}
