import VueRouter, { type RouteConfig } from 'vue-router';

/** A page that only shows the page below it. */
const PassThrough = { render: (create: (tag: string) => unknown) => create('router-view') };

/**
 * The routes of the plugin, without a history of their own: the portal's address bar and its back button are the only
 * ones, and the portal is told of every move.
 */
export function createRouter(): VueRouter {
  return new VueRouter({ mode: 'abstract', routes: [] });
}

/** Adds routes as the portal of the protocol did: below one root, so that relative and absolute paths both work. */
export function addBelowRoot(router: VueRouter, routes: readonly RouteConfig[], name?: string): void {
  router.addRoute({ path: '/', name, component: PassThrough as never, children: [...routes] });
}
