import type { AxiosInstance } from 'axios';
import Vue, { type Component, type PluginObject } from 'vue';
import type VueI18n from 'vue-i18n';
import type VueRouter from 'vue-router';
import type { RouteConfig } from 'vue-router';
import Vuex from 'vuex';
import type { RootMenu } from './menus.ts';
import { addBelowRoot } from './router.ts';

type HomepageComponent = { name(): string; component: Component };
type ChildRoute = RouteConfig & { link: string; active: boolean };

/** What bundles of plugins find on `window`. */
export type PluginGlobals = {
  Vue: typeof Vue;
  request: AxiosInstance;
  vm: Vue;
  routers: RouteConfig[];
  childRouters: ChildRoute[];
  implicitRoutes: Record<string, unknown>;
  myMenus: RootMenu[];
  homepageComponent: { data: HomepageComponent[]; on(): void; emit(): void };
  isLoadingPlugin: boolean;
  needReLoad: boolean;
  addRoutes(routes: RouteConfig[], name?: string): void;
  addRoutersWithoutPermission(routes: RouteConfig[]): void;
  addImplicitRoute(routes: Record<string, unknown>): void;
  addHomepageComponent(component: HomepageComponent): void;
  component(name: string, component: Component): void;
  use(library: PluginObject<unknown>, options?: unknown): void;
  locale(language: string, messages: Record<string, unknown>): void;
  addOptions(options: Record<string, unknown>): void;
};

export type GlobalParts = { router: VueRouter; i18n: VueI18n; request: AxiosInstance; vm: Vue; menus: RootMenu[] };

/** Puts the globals of the protocol on `window`, with the meaning that bundles rely on. */
export function installGlobals({ router, i18n, request, vm, menus }: GlobalParts): PluginGlobals {
  const globals = window as unknown as PluginGlobals;
  Object.assign(Vue.prototype, { $eventBusP: new Vue(), $globalStore: new Vuex.Store({}), $lang: i18n.locale });
  const given: PluginGlobals = {
    ...{ Vue, request, vm, routers: [], childRouters: [], implicitRoutes: {}, myMenus: menus },
    ...{ isLoadingPlugin: true, needReLoad: false },
    homepageComponent: { data: [], on: () => {}, emit: () => {} },
    addRoutes(routes, name) {
      globals.routers = globals.routers.concat(routes);
      addBelowRoot(router, routes, name);
    },
    addRoutersWithoutPermission(routes) {
      const open = routes.map((route) => ({ ...route, link: route.path, active: true }));
      globals.childRouters = globals.childRouters.concat(open);
    },
    addImplicitRoute: (routes) => void Object.assign(globals.implicitRoutes, routes),
    addHomepageComponent(component) {
      const { data } = globals.homepageComponent;
      if (!data.some((known) => known.name() === component.name())) data.push(component);
    },
    component: (name, component) => void Vue.component(name, component as never),
    use: (library, options) => void Vue.use(library, options),
    locale: (language, messages) => i18n.mergeLocaleMessage(language, messages as never),
    addOptions: (options) => void Object.assign(Vue.prototype, options),
  };
  return Object.assign(globals, given);
}
