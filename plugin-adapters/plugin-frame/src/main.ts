import ViewDesign from 'view-design';
import 'view-design/dist/styles/iview.css';
import english from 'view-design/dist/locale/en-US';
import chinese from 'view-design/dist/locale/zh-CN';
import Vue, { type CreateElement } from 'vue';
import VueI18n from 'vue-i18n';
import VueRouter from 'vue-router';
import Vuex from 'vuex';
import './frame.css';
import { openBridge } from './bridge.ts';
import type { PortalMessage } from './bridge-messages.ts';
import { replaceCookies } from './cookie-jar.ts';
import { followRoutes } from './follow-routes.ts';
import { installGlobals } from './globals.ts';
import { BundleFailure, loadBundle } from './load-bundle.ts';
import { readMenus } from './menus.ts';
import { createRequest } from './request.ts';
import { createRouter } from './router.ts';
import { TokenKeeper } from './token-keeper.ts';

type Session = Extract<PortalMessage, { type: 'session' }>;

const { portal = '', package: packageName = '' } = document.documentElement.dataset;
const bridge = openBridge(portal);
const tokens = new TokenKeeper(bridge);
let state: 'loading' | 'shown' | 'failed' = 'loading';

// Without an error it is a note of the browser, such as of an observer that comes late.
window.addEventListener('error', ({ error }) => error && fail(error));
const stopWaiting = bridge.on('session', (session) => {
  stopWaiting();
  show(session).catch(fail);
});
bridge.on('theme', ({ theme }) => setTheme(theme));
// Bundles read the language while they load.
bridge.on('language', () => window.location.reload());
bridge.tell({ type: 'hello' });

async function show({ language, theme, user, path, ...token }: Session): Promise<void> {
  tokens.take(token);
  setTheme(theme);
  document.documentElement.lang = language;
  rememberPerson(user, language);
  const request = createRequest(tokens, (desc) => notice().warning({ title: 'Error', desc }));
  const { router, i18n } = prepareVue(language);
  const menus = await readMenus(request, language);
  const vm = new Vue({
    router,
    i18n,
    render: (create: CreateElement) => create('div', { attrs: { id: 'plugin' } }, [create('router-view')]),
  } as never);
  const globals = installGlobals({ router, i18n, request, vm, menus });
  await loadBundle(request, packageName);
  globals.isLoadingPlugin = false;
  window.dispatchEvent(new Event('getAllPluginsLoaded'));
  await followRoutes({ bridge, router, globals, firstPath: path });
  vm.$mount('#plugin');
  await Vue.nextTick();
  if (state === 'failed') return;
  state = 'shown';
  bridge.tell({ type: 'ready' });
}

function prepareVue(language: string) {
  Vue.use(VueRouter);
  Vue.use(VueI18n);
  Vue.use(Vuex);
  const words = { 'en-US': english, 'zh-CN': chinese };
  const i18n = new VueI18n({
    locale: language,
    fallbackLocale: 'en-US',
    messages: words as never,
    silentTranslationWarn: true,
  });
  Vue.use(ViewDesign, { transfer: true, size: 'default', locale: language === 'zh-CN' ? chinese : english });
  Vue.config.productionTip = false;
  Vue.config.errorHandler = (error) => fail(error);
  return { router: createRouter(), i18n };
}

/** Where bundles look for them. The token is never stored, only shown to those that read cookies. */
function rememberPerson(user: string, language: string): void {
  window.localStorage.setItem('username', user);
  window.localStorage.setItem('lang', language);
  replaceCookies(() => ({ accessToken: tokens.token, accessTokenExpirationTime: String(tokens.expiresAt) }));
}

function setTheme(theme: string): void {
  document.documentElement.dataset.theme = theme;
}

/** Once a page is shown, what goes wrong in it is the page's own matter. */
function fail(error: unknown): void {
  console.error(error);
  if (state !== 'loading') return;
  state = 'failed';
  const reason = error instanceof BundleFailure ? error.reason : 'BUNDLE_THREW';
  bridge.tell({ type: 'failed', reason, detail: error instanceof Error ? error.message : String(error) });
}

const notice = () => (Vue.prototype as { $Notice: { warning(note: { title: string; desc: string }): void } }).$Notice;
