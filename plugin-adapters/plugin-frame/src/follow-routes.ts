import type VueRouter from 'vue-router';
import type { Route } from 'vue-router';
import type { Bridge } from './bridge.ts';
import type { PluginGlobals } from './globals.ts';
import { BundleFailure } from './load-bundle.ts';
import { entryFor } from './menus.ts';

export type FollowOptions = { bridge: Bridge; router: VueRouter; globals: PluginGlobals; firstPath: string };

/** Opens the first page, goes where the portal says, and tells the portal of every move and title. */
export async function followRoutes({ bridge, router, globals, firstPath }: FollowOptions): Promise<void> {
  let replaces = true;
  const replace = router.replace.bind(router);
  router.replace = ((...call: Parameters<typeof replace>) => {
    replaces = true;
    return replace(...call);
  }) as typeof router.replace;
  router.beforeEach((to, _from, next) => {
    if (to.matched.length === 0 && isElsewhere(globals, to)) bridge.tell({ type: 'elsewhere', path: to.fullPath });
    next(to.matched.length > 0 && mayOpen(globals, to) ? undefined : false);
  });
  router.afterEach((to) => {
    bridge.tell({ type: 'navigated', path: to.fullPath, replace: replaces });
    replaces = false;
    bridge.tell({ type: 'title', title: entryFor(globals.myMenus, to.path)?.title ?? '' });
  });
  bridge.on('navigate', ({ path }) => void replace(path).catch(() => {}));
  await replace(firstPath).catch(() => {
    if (router.currentRoute.matched.length === 0) throw new BundleFailure('NO_ROUTE', firstPath);
  });
}

/** Whether another plugin's entry leads there. */
function isElsewhere({ myMenus }: PluginGlobals, { path }: Route): boolean {
  return entryFor(myMenus, path) !== undefined;
}

/** The person's menu has it or something above it, or the plugin says that nobody needs a right for it. */
function mayOpen({ myMenus, childRouters }: PluginGlobals, { path, matched }: Route): boolean {
  const paths = [path, ...matched.map((record) => record.path)];
  if (paths.some((one) => entryFor(myMenus, one))) return true;
  return paths.some((one) => one !== '' && childRouters.some(({ link, active }) => active && one.startsWith(link)));
}
