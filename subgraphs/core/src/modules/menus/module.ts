import type { PubSub, Session } from '@wecube/kit';
import type { PackageParticipant } from '../packages/index.ts';
import { menuChangedResolver } from './api/menu-changed.resolver.ts';
import { MenusResolver } from './api/menus.resolver.ts';
import { joinPackages } from './app/join-packages.ts';
import { listMenu, type MenuDependencies } from './app/list-menu.ts';
import type { MenuItem } from './domain/menu-item.ts';

export type Menus = { list(session: Session): Promise<MenuItem[]> };

export type MenusModule = Menus & {
  participant: PackageParticipant;
  resolvers: readonly [readonly [typeof MenusResolver, MenusResolver], ReturnType<typeof menuChangedResolver>];
};

/** `topics` are those whose events may change what a menu shows. */
export type MenusModuleDependencies = MenuDependencies & { pubSub: PubSub; topics: readonly string[] };

export function createMenusModule(deps: MenusModuleDependencies): MenusModule {
  const face: Menus = { list: (session) => listMenu(deps, session) };
  return {
    ...face,
    participant: joinPackages(deps),
    resolvers: [[MenusResolver, new MenusResolver(face)], menuChangedResolver(deps.pubSub, deps.topics)],
  };
}
