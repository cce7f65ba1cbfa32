import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLive, open, pictures, signIn, speak } from '../main-job/portal.ts';
import { NEXT_PASSWORD } from '../main-job/story.ts';
import { until } from '../router/support/until.ts';
import { launchBrowser, newPerson, type Person, picture } from '../support/browser.ts';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';
import { ledgerPackage } from './ledger-package.ts';

/** Pages that a package brings, in the style of the Vue 2 bundles that exist, in the portal of a real browser. */
describe('pages of a plugin', () => {
  const platform = new Platform({ arguments: ['--empty', '--allow-process-packages'] });
  let api: ApiClient;
  let browser: Browser;
  let ada: Person;
  let instanceId: string;

  beforeAll(async () => {
    await platform.up();
    api = new ApiClient(platform.address);
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
    browser = await launchBrowser();
    ada = await newPerson(browser, platform.address);
  });
  afterAll(async () => {
    await browser?.close();
    await platform[Symbol.asyncDispose]();
  });

  const register = async (zip: Uint8Array<ArrayBuffer>) => {
    const { id } = await api.uploadBytes(zip, 'ledger.zip');
    await api.mutate('registerPackage', 'RegisterPackageInput', { id }, 'package { id }');
    return id;
  };
  const pages = () => `http://127.0.0.1:${platform.pluginPort}`;

  /** The document inside the frame, once it is shown. */
  async function frameOf(page: Page): Promise<Frame> {
    await page.locator('[data-testid=plugin-page][data-state=shown]').waitFor();
    const handle = await page.getByTestId('plugin-frame').elementHandle();
    const frame = await handle?.contentFrame();
    if (!frame) throw new Error('there is no frame');
    return frame;
  }
  /** Keeps the page in both languages and themes, once the frame is there again. */
  async function framePictures(name: string): Promise<void> {
    for (const language of ['zh-CN', 'en-US'] as const) {
      await speak(ada.page, language);
      await (await frameOf(ada.page)).locator('.ivu-table-row').first().waitFor();
      for (const theme of ['dark', 'light']) {
        await ada.page.getByTestId('theme-toggle').click();
        await ada.page.waitForTimeout(300); // colours fade into each other
        await picture(ada.page, `${name}-${language}-${theme}`);
      }
    }
  }
  /** How the colours of the pages are shown. */
  const filterOf = async () =>
    (await frameOf(ada.page)).evaluate(() => [
      document.documentElement.dataset['theme'],
      getComputedStyle(document.documentElement).filter,
    ]);
  const textOf = async (page: Page, selector: string) => (await frameOf(page)).locator(selector).innerText();

  it('appear in the menu, under their roots, with the first instance', async () => {
    const { page } = ada;
    await page.goto('/');
    await signIn(page, NEXT_PASSWORD);
    const id = await register(ledgerPackage('v1.0.0'));
    await page.getByTestId('root-tasks').click();
    await page.getByTestId('empty-state').waitFor();
    expect(await page.getByTestId('page-tasks-plugins-ledger-ledger-list').count()).toBe(0);
    const { hosts } = await api.query<{ hosts: { id: string; driver: string }[] }>('{ hosts { id driver } }');
    const hostId = hosts.find(({ driver }) => driver === 'PROCESS')?.id;
    const launched = await api.mutate<{ instance: { id: string } }>(
      ...(['launchInstance', 'LaunchInstanceInput', { packageId: id, hostId }, 'instance { id }'] as const),
    );
    instanceId = launched.instance.id;
    await page.getByTestId('page-tasks-plugins-ledger-ledger-list').waitFor({ timeout: 30_000 });
    await page.getByTestId('root-system').click();
    await page.getByTestId('page-system-plugins-ledger-ledger-settings').waitFor();
  });

  it("show what their back end answers with the person's rights", async () => {
    const { page } = ada;
    await page.getByTestId('root-tasks').click();
    await page.getByTestId('page-tasks-plugins-ledger-ledger-list').click();
    expect(await textOf(page, '.ledger-me')).toBe('admin');
    expect(await textOf(page, '.ledger-authority')).toContain('SUPER_ADMIN');
    expect(await textOf(page, '.ledger-rules')).toBe('CNY');
    const frame = await frameOf(page);
    expect(await frame.locator('.ledger-list[data-marked]').count()).toBe(1);
    expect(await frame.locator('.ivu-table-row').count()).toBe(2);
    await page.waitForFunction(() => document.title === 'Ledger · WeCube');
    await framePictures('plugin-page');
    expect(await filterOf()).toEqual(['light', 'none']);
    await page.getByTestId('theme-toggle').click();
    await expect.poll(filterOf).toEqual(['dark', 'invert(0.9) hue-rotate(180deg)']);
    await (await frameOf(page)).evaluate(() => document.documentElement.setAttribute('data-own-themes', ''));
    expect(await filterOf()).toEqual(['dark', 'none']);
    await (await frameOf(page)).evaluate(() => document.documentElement.removeAttribute('data-own-themes'));
    await page.getByTestId('theme-toggle').click();
    await (await frameOf(page)).locator('.ledger-refused').click();
    await (await frameOf(page)).getByText('The ledger is closed').waitFor();
  });

  it('have addresses of their own, a way back, and both languages', async () => {
    const { page } = ada;
    await open(page, '/tasks/plugins/ledger/ledger/list');
    const frame = await frameOf(page);
    await frame.locator('.ledger-open-2').click();
    await (await frameOf(page)).locator('.ledger-detail').waitFor();
    expect(new URL(page.url()).pathname).toBe('/portal/tasks/plugins/ledger/ledger/list/2');
    expect(await textOf(page, '.ledger-amount')).toBe('¥12.00');
    await page.goBack();
    await (await frameOf(page)).locator('.ledger-list').waitFor();
    expect(new URL(page.url()).pathname).toBe('/portal/tasks/plugins/ledger/ledger/list');
    await page.goForward();
    await (await frameOf(page)).locator('.ledger-detail').waitFor();
    await page.getByTestId('page-tasks-plugins-ledger-ledger-list').click();
    await frame.locator('.ledger-list').waitFor(); // the same document all the time
    await page.goBack();
    await frame.locator('.ledger-detail').waitFor();
    await page.reload();
    await isLive(page);
    await (await frameOf(page)).locator('.ledger-detail').waitFor();
    await page.goBack();
    await (await frameOf(page)).locator('.ledger-list').waitFor();
    await speak(page, 'zh-CN');
    await (await frameOf(page)).getByRole('heading', { name: '资产台账' }).waitFor();
    await page.waitForFunction(() => document.title === '台账 · WeCube');
    await speak(page, 'en-US');
    await (await frameOf(page)).getByRole('heading', { name: 'Ledger of the estate' }).waitFor();
  });

  it('reach neither the portal around them nor its cookies nor its session', async () => {
    const { page, context } = ada;
    expect(await textOf(page, '.ledger-portal')).toBe('refused');
    expect(await textOf(page, '.ledger-cookie')).toBe('[]');
    const frame = await frameOf(page);
    expect(frame.url()).toBe(`${pages()}/plugins/ledger/`);
    const before = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).sort();
    const found = await frame.evaluate(async (portal) => {
      const status = (url: string, init: RequestInit = {}) =>
        fetch(url, { credentials: 'include', ...init }).then(
          (answer) => answer.status,
          () => 'refused',
        );
      document.cookie = 'wecube_access=stolen; path=/';
      const token = /accessToken=([^;]+)/.exec(document.cookie)?.[1] ?? '';
      return {
        token,
        cookies: Object.keys(Object.fromEntries(document.cookie.split('; ').map((pair) => pair.split('=')))),
        stored: JSON.stringify({ ...localStorage, ...sessionStorage }).includes(token.slice(0, 40)),
        graphRead: await status(`${portal}/graphql`),
        withCookie: await status('/ledger/api/me'),
        other: await status('/notes/api', { headers: { authorization: `Bearer ${token}` } }),
        uploads: await status('/platform/packages', { method: 'POST', headers: { authorization: `Bearer ${token}` } }),
      };
    }, platform.address);
    expect(found).toMatchObject({
      ...{ stored: false, graphRead: 'refused', withCookie: 401, other: 403, uploads: 404 },
      cookies: expect.arrayContaining(['accessToken', 'accessTokenExpirationTime']),
    });
    expect((await context.cookies()).map(({ name, value }) => `${name}=${value}`).sort()).toEqual(before);
    const headers = { authorization: `Bearer ${found.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ viewer { actions } }' });
    expect((await fetch(`${platform.address}/graphql`, { method: 'POST', headers, body })).status).toBe(401);
    expect((await fetch(`${platform.address}/ledger/api/me`, { headers })).status).toBe(401);
    expect((await fetch(`${pages()}/ledger/api/me`, { headers })).status).toBe(200);
  });

  it('are not read by the session cookie from their origin', async () => {
    const cookies = (await ada.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const asked = (site: string) =>
      fetch(`${platform.address}/platform/v1/my-menus`, { headers: { cookie: cookies, 'sec-fetch-site': site } });
    expect((await asked('same-origin')).status).toBe(200);
    expect((await asked('same-site')).status).toBe(403);
    expect((await fetch(`${pages()}/platform/v1/my-menus`, { headers: { cookie: cookies } })).status).toBe(401);
  });

  it('are hidden from who has no role for them', async () => {
    const role = await api.mutate<{ role: { id: string } }>(
      'createRole',
      'CreateRoleInput',
      { name: 'GUEST', labelEn: 'Guest', labelZh: '访客', actions: ['menu:read', 'run:read'] },
      'role { id }',
    );
    const created = await api.mutate<{ initialPassword: string }>(
      'createUser',
      'CreateUserInput',
      { username: 'bob', roleIds: [role.role.id] },
      'initialPassword',
    );
    const guest = new ApiClient(platform.address);
    await guest.signIn('bob', created.initialPassword, NEXT_PASSWORD);
    expect((await guest.post('/plugins/ledger/token', '{}')).status).toBe(403);
    const bob = await newPerson(browser, platform.address);
    await bob.page.goto('/');
    await bob.page.getByTestId('username').fill('bob');
    await bob.page.getByTestId('password').fill(NEXT_PASSWORD);
    await bob.page.getByTestId('sign-in').click();
    await isLive(bob.page);
    await bob.page.getByTestId('root-tasks').click();
    await bob.page.getByTestId('empty-state').waitFor();
    expect(await bob.page.getByTestId('page-tasks-plugins-ledger-ledger-list').count()).toBe(0);
    await open(bob.page, '/tasks/plugins/ledger/ledger/list');
    await bob.page.getByTestId('empty-state').waitFor();
    expect(await bob.page.getByTestId('plugin-frame').count()).toBe(0);
    await bob.context.close();
  });

  it('end with the session', async () => {
    const eve = await newPerson(browser, platform.address);
    await eve.page.goto('/');
    await signIn(eve.page, NEXT_PASSWORD);
    await open(eve.page, '/tasks/plugins/ledger/ledger/list');
    const token = await (await frameOf(eve.page)).evaluate(
      () => /accessToken=([^;]+)/.exec(document.cookie)?.[1] ?? '',
    );
    const ask = () => fetch(`${pages()}/ledger/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await eve.page.getByTestId('user-menu').click();
    await eve.page.getByTestId('sign-out').click();
    await eve.page.getByTestId('sign-in').waitFor();
    await until('the token is refused', async () => (await ask()).status === 401);
    await eve.context.close();
  });

  it('say so when their bundle throws, and come back with the next version', async () => {
    const { page } = ada;
    await register(ledgerPackage('v1.1.0', (script) => `throw new Error('no ledger today');\n${script}`));
    await open(page, '/tasks/plugins/ledger/ledger/list');
    await page.locator('[data-testid=plugin-failed][data-reason=BUNDLE_THREW]').waitFor();
    expect(await page.getByTestId('plugin-failed').innerText()).toContain('no ledger today');
    await pictures(ada, 'plugin-page-failed');
    await register(ledgerPackage('v1.2.0'));
    await page.getByTestId('plugin-failed').getByRole('button').click();
    await frameOf(page);
  });

  it('leave the menu with the last instance, and tell who looks', async () => {
    const { page } = ada;
    await api.mutate('removeInstance', 'RemoveInstanceInput', { id: instanceId }, 'instance { id }');
    await page.getByTestId('plugin-not-running').waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('page-tasks-plugins-ledger-ledger-list').count()).toBe(0);
    await pictures(ada, 'plugin-page-not-running');
  });
});
