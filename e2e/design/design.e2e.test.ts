import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isLive, node, open, pictures, signIn } from '../main-job/portal.ts';
import { automatic, control, NEXT_PASSWORD } from '../main-job/story.ts';
import { launchBrowser, newPerson, type Person, picture } from '../support/browser.ts';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';
import { drawByKeyboard } from './draw-by-keyboard.ts';
import { drawWithMouse } from './draw-with-mouse.ts';
import { APPLICATION, CHILD, DRAWN_LINKS, NODES } from './drawing.ts';
import { tabTo } from './forms.ts';

type Definition = { id: string; status: string; nodes: { name: string; type: string }[]; links: { id: string }[] };

/** An orchestration of sixty nodes of every type, drawn with the mouse and by keyboard alone, and one draft under four hands. */
describe('the designer', () => {
  const platform = new Platform({ arguments: ['--allow-process-packages'] });
  let api: ApiClient;
  let browser: Browser;
  let ada: Person;
  let lin: Person;

  beforeAll(async () => {
    await platform.up();
    api = new ApiClient(platform.address);
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
    await registerDesk(platform, api);
    await deployChild(api);
    const linsPassword = await createLin(platform, api);
    browser = await launchBrowser();
    ada = await newPerson(browser, platform.address);
    lin = await newPerson(browser, platform.address);
    for (const { page } of [ada, lin]) page.setDefaultTimeout(20_000);
    await signIn(ada.page, NEXT_PASSWORD);
    await signInAs(lin.page, 'lin', linsPassword);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await picture(ada.page, 'failed-ada');
    await picture(lin.page, 'failed-lin');
  });
  afterAll(async () => {
    await browser?.close();
    await platform[Symbol.asyncDispose]();
  });

  it('draws sixty nodes of every type with the mouse, and deploys them', async () => {
    const id = await startDrawing(ada.page, api, 'Drawn with the mouse');
    await drawWithMouse(ada.page);
    await ada.page.getByTestId('lay-out').click();
    await saved(ada.page);
    await pictures(ada, 'designer-60');
    expect(await ada.page.getByTestId('design-problems').getAttribute('data-errors')).toBe('0');
    await ada.page.getByTestId('deploy').click();
    await ada.page.getByTestId('confirm').click();
    await expectWhole(ada.page, api, id);
  });

  it('draws them again by keyboard alone, and deploys them', async () => {
    const id = await startDrawing(ada.page, api, 'Drawn by keyboard');
    await drawByKeyboard(ada.page);
    await ada.page.keyboard.press('ControlOrMeta+s');
    await saved(ada.page);
    expect(await ada.page.getByTestId('design-problems').getAttribute('data-errors')).toBe('0');
    await ada.page.keyboard.press('ControlOrMeta+Enter');
    await ada.page.getByTestId('confirm-dialog').waitFor();
    await tabTo(ada.page, 'confirm');
    await ada.page.keyboard.press('Enter');
    await expectWhole(ada.page, api, id);
  });

  it('puts together what two people change in one draft at once, and asks about what contradicts', async () => {
    const id = await startDrawing(ada.page, api, 'Drawn by two');
    for (const item of ['add-AUTOMATIC', 'add-HUMAN', 'add-END']) await ada.page.getByTestId(item).click();
    await saved(ada.page);
    await open(lin.page, `/collaborate/orchestrations/${id}`);
    await node(lin.page, 'End').waitFor();

    // At the same moment, at different places.
    await Promise.all([rename(ada.page, 'Automatic', 'Prepare'), rename(lin.page, 'Human task', 'Accept')]);
    await ada.page.getByTestId('add-FORK').click();
    for (const { page } of [ada, lin]) {
      await node(page, 'Prepare').waitFor();
      await node(page, 'Accept').waitFor();
      await node(page, 'Fork').waitFor();
      await saved(page);
      expect(await page.getByTestId('draft-conflict').count()).toBe(0);
    }
    await ada.page.getByTestId('toasts').getByText('lin changed').first().waitFor();

    // Undoing takes back the own change only.
    await lin.page.keyboard.press('Escape');
    await lin.page.getByTestId('undo').click();
    await node(lin.page, 'Prepare').waitFor();
    await lin.page.getByTestId('redo').click();
    for (const { page } of [ada, lin]) await saved(page);

    // The same property, before either is saved.
    await Promise.all([rename(ada.page, 'End', 'Done'), rename(lin.page, 'End', 'Finished')]);
    const asked = await Promise.any(
      [ada, lin].map(async ({ page }) => {
        await page.getByTestId('draft-conflict').waitFor();
        return page;
      }),
    );
    await picture(asked, 'designer-conflict');
    await asked.getByTestId('choose-theirs-name').check();
    await asked.getByTestId('settle-conflicts').click();
    for (const { page } of [ada, lin]) await saved(page);
    const { nodes } = await read(api, id);
    const names = nodes.map(({ name }) => name).sort();
    expect(names).toEqual(['Accept', asked === ada.page ? 'Finished' : 'Done', 'Fork', 'Prepare', 'Start'].sort());
  });
});

async function registerDesk(platform: Platform, api: ApiClient): Promise<void> {
  await platform.wecube('plugin', 'pack', join(import.meta.dirname, '..', 'fixtures', 'desk'), '--out', platform.data);
  const zip = readdirSync(platform.data).find((file) => file.startsWith('desk') && file.endsWith('.zip')) as string;
  const { id, problems } = await api.upload(join(platform.data, zip));
  expect(problems).toBeUndefined();
  await api.mutate('registerPackage', 'RegisterPackageInput', { id }, 'package { status }');
}

/** The orchestration that sub-process nodes run for every host. */
async function deployChild(api: ApiClient): Promise<void> {
  type Answer = { definition: { id: string; rowVersion: number } };
  const input = { name: CHILD, rootEntity: 'estate:host', isSubProcess: true };
  const { definition } = await api.mutate<Answer>(
    'createDefinition',
    'CreateDefinitionInput',
    input,
    'definition { id rowVersion }',
  );
  const work = { ...automatic('Start', 'shell/agent/start'), id: 'work', name: 'Work', expression: 'estate:host' };
  const saved = await api.mutate<Answer>(
    'saveDraft',
    'SaveDraftInput',
    {
      ...definition,
      nodes: [control('start', 'START'), work, control('end', 'END')],
      links: [
        { id: 'one', source: 'start', target: 'work' },
        { id: 'two', source: 'work', target: 'end' },
      ],
    },
    'definition { id rowVersion }',
  );
  await api.mutate('deployDefinition', 'DefinitionActionInput', saved.definition, 'definition { status }');
}

async function createLin(platform: Platform, api: ApiClient): Promise<string> {
  const { roles } = await api.query<{ roles: { nodes: { id: string; name: string }[] } }>(
    '{ roles(first: 50) { nodes { id name } } }',
  );
  const admin = roles.nodes.find(({ name }) => name === 'SUPER_ADMIN');
  const { initialPassword } = await api.mutate<{ initialPassword: string }>(
    'createUser',
    'CreateUserInput',
    { username: 'lin', roleIds: [admin?.id] },
    'initialPassword',
  );
  await new ApiClient(platform.address).signIn('lin', initialPassword, NEXT_PASSWORD);
  return NEXT_PASSWORD;
}

async function signInAs(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/');
  await page.getByTestId('username').fill(username);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('sign-in').click();
  await isLive(page);
}

async function startDrawing(page: Page, api: ApiClient, name: string): Promise<string> {
  const { definition } = await api.mutate<{ definition: { id: string } }>(
    'createDefinition',
    'CreateDefinitionInput',
    { name, rootEntity: APPLICATION },
    'definition { id }',
  );
  await open(page, `/collaborate/orchestrations/${definition.id}`);
  await node(page, 'Start').waitFor();
  return definition.id;
}

const saved = (page: Page) => page.locator('[data-testid=save-state][data-state=saved]').waitFor();

async function rename(page: Page, from: string, to: string): Promise<void> {
  await node(page, from).click({ position: { x: 5, y: 5 } });
  await page.getByTestId('node-name').fill(to);
}

async function read(api: ApiClient, id: string): Promise<Definition> {
  const { definition } = await api.query<{ definition: Definition }>(
    'query ($id: ID!) { definition(id: $id) { id status nodes { name type } links { id } } }',
    { id },
  );
  return definition;
}

/** Deployed, with every node of every type and every link. */
async function expectWhole(page: Page, api: ApiClient, id: string): Promise<void> {
  await page.getByTestId('start-definition').waitFor();
  const { status, nodes, links } = await read(api, id);
  expect(status).toBe('DEPLOYED');
  expect(nodes).toHaveLength(NODES);
  expect(links).toHaveLength(DRAWN_LINKS);
  expect(new Set(nodes.map(({ type }) => type)).size).toBe(13);
}
