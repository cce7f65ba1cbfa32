import type { MenusQuery } from '../../gql/graphql.ts';

export type MenuEntry = MenusQuery['menus'][number];

/** The portal's root for each category that manifests know. */
const ROOT_OF_CATEGORY: Readonly<Record<string, string>> = {
  JOBS: 'tasks',
  DESIGNING: 'design',
  IMPLEMENTATION: 'execute',
  MONITORING: 'watch',
  INTELLIGENCE_OPS: 'wisdom',
  ADJUSTMENT: 'adjust',
  COLLABORATION: 'collaborate',
  ADMIN: 'system',
};

/** What packages add to the menu; an entry of a package that brings no pages would lead nowhere. */
export function entriesWithPages({ menus, pluginPages }: MenusQuery): MenuEntry[] {
  const withPages = new Set<string | null>(pluginPages.map(({ packageName }) => packageName));
  return menus.filter(({ packageName }) => withPages.has(packageName ?? null));
}

/** The entries that packages show under a root now, with where they lead. */
export function pluginEntries(menus: readonly MenuEntry[], rootId: string): (MenuEntry & { href: string })[] {
  return menus
    .filter(({ packageName, active, category }) => packageName && active && ROOT_OF_CATEGORY[category] === rootId)
    .map((entry) => ({ ...entry, href: pluginHref(rootId, entry.packageName ?? '', entry.path) }));
}

/** Where the portal shows a page of a package: its route stands behind the package's name. */
export function pluginHref(rootId: string, packageName: string, route: string): string {
  return `/${rootId}/plugins/${packageName}/${route.replace(/^\/+/, '')}`;
}

/** The route of the package in a path of the portal. */
export function pluginRoute(path: string, packageName: string): string {
  const [, , , , ...route] = path.split('/');
  return path.split('/')[3] === packageName ? `/${route.join('/')}` : '/';
}

/** Where a path of any package leads: the entry that fits it most. */
export function hrefOfRoute(menus: readonly MenuEntry[], route: string): string | null {
  const path = route.split(/[?#]/, 1)[0] ?? '';
  const fitting = menus.filter((entry) => entry.packageName && entry.active && isBelow(path, entry.path));
  const [entry] = fitting.sort((one, other) => other.path.length - one.path.length);
  const root = entry && ROOT_OF_CATEGORY[entry.category];
  return root && entry.packageName ? pluginHref(root, entry.packageName, route) : null;
}

const isBelow = (path: string, entry: string) => path === entry || path.startsWith(entry.replace(/\/*$/, '/'));
