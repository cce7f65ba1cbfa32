import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { node, open, pictures, signIn } from '../main-job/portal.ts';
import { NEXT_PASSWORD } from '../main-job/story.ts';
import { launchBrowser, newPerson, type Person, picture } from '../support/browser.ts';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';

const FILES = join(import.meta.dirname, '..', 'fixtures', 'definitions');

type Definition = {
  id: string;
  name: string;
  rowVersion: number;
  nodes: { name: string; type: string; x: number; y: number; parameters: { name: string }[] }[];
  links: { label: string | null }[];
};
const DEFINITION = 'id name rowVersion nodes { name type x y parameters { name } } links { label }';

/** Orchestrations of WeCube 2 and of the present WeCube come as files, open as they were drawn, and go as files of ours. */
describe('orchestrations as files', () => {
  const platform = new Platform();
  let api: ApiClient;
  let browser: Browser;
  let ada: Person;

  beforeAll(async () => {
    await platform.up();
    api = new ApiClient(platform.address);
    await api.signIn('admin', platform.password, NEXT_PASSWORD);
    browser = await launchBrowser();
    ada = await newPerson(browser, platform.address);
    ada.page.setDefaultTimeout(30_000);
    await signIn(ada.page, NEXT_PASSWORD);
    // Before it, the page asks whether there is a session, which is answered with 401.
    ada.problems.length = 0;
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(ada.page, 'failed-files');
  });
  afterAll(async () => {
    await browser?.close();
    await platform[Symbol.asyncDispose]();
  });

  it('opens what WeCube 2 exported as it was drawn, and says what is lacking here', async () => {
    const { page } = ada;
    await choose(page, join(FILES, 'check.pds'));
    const step = page.getByTestId('import-wecube1600000000001');
    await step.waitFor();
    expect(await step.getAttribute('data-change')).toBe('ADDED');
    expect(await step.innerText()).toContain('cloud/vm/tag');
    await picture(page, 'import-preview');
    await page.getByTestId('apply-import').click();
    await page.waitForURL(/orchestrations\/def_/);
    for (const name of ['检查主机', '检查代理', '等待15秒', '完成']) await node(page, name).waitFor();
    await pictures(ada, 'imported');

    const { nodes, links } = await read(api, page);
    expect(Object.fromEntries(nodes.map(({ name, type }) => [name, type]))).toEqual({
      ...{ 开始: 'START', 分流: 'FORK', 检查主机: 'AUTOMATIC', 等待15秒: 'TIME_INTERVAL' },
      ...{ 检查代理: 'AUTOMATIC', 汇聚: 'MERGE', 完成: 'AUTOMATIC', 结束: 'END' },
    });
    expect(links).toHaveLength(8);
    expect(nodes.flatMap(({ parameters }) => parameters.map(({ name }) => name)).sort()).toEqual(['note', 'script']);
    await expectApart(page);
    // Only what is lacking here keeps it from being deployed.
    expect(await page.getByTestId('design-problems').getAttribute('data-errors')).toBe('1');
  });

  it('exports what it has as a file of ours that says the same', async () => {
    const { page } = ada;
    const { name, rowVersion } = await read(api, page);
    await page.getByTestId('export-definition').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-file').click()]);
    expect(download.suggestedFilename()).toBe('检查应用.wecube1600000000001.yaml');
    const file = join(platform.data, 'exported.yaml');
    await download.saveAs(file);
    expect(await readFile(file, 'utf8')).toContain(`name: ${name}`);
    await choose(page, file);
    const step = page.getByTestId('import-wecube1600000000001');
    await step.waitFor();
    expect(await step.getAttribute('data-change')).toBe('UNCHANGED');
    expect(await page.getByTestId('apply-import').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    const answer = await api.query<{ definitions: { nodes: { rowVersion: number }[] } }>(
      '{ definitions(where: { key: "wecube1600000000001" }) { nodes { rowVersion } } }',
    );
    expect(answer.definitions.nodes).toEqual([{ rowVersion }]);
  });

  it('takes every type of node of the present WeCube, with the orchestrations that others run', async () => {
    const { page } = ada;
    await choose(page, join(FILES, 'every-type-20260131.json'));
    await page.getByTestId('import-pdef_every').waitFor();
    await page.getByTestId('apply-import').click();
    await page.getByTestId('definition-Every type').click();
    await page.waitForURL(/orchestrations\/def_/);
    await node(page, 'Child').waitFor();
    const { nodes, links } = await read(api, page);
    expect(new Set(nodes.map(({ type }) => type)).size).toBe(13);
    expect(nodes).toHaveLength(14);
    expect(links).toHaveLength(15);
    expect(links.flatMap(({ label }) => label ?? []).sort()).toEqual(['again', 'no', 'yes']);
    await expectApart(page);
  });

  it('says of a file that is none why, and changes nothing', async () => {
    const { page } = ada;
    await choose(page, join(import.meta.dirname, 'files.e2e.test.ts'));
    await page
      .getByTestId('import-preview')
      .getByText(/holds no orchestration|cannot be read/)
      .waitFor();
    expect(await page.getByTestId('apply-import').isDisabled()).toBe(true);
    expect(ada.problems).toEqual([]);
  });
});

async function choose(page: Page, file: string): Promise<void> {
  await open(page, '/collaborate/orchestrations');
  await page.getByTestId('import-orchestrations').click();
  await page.getByTestId('import-file').setInputFiles(file);
}

async function read(api: ApiClient, page: Page): Promise<Definition> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const { definition } = await api.query<{ definition: Definition }>(
    `query ($id: ID!) { definition(id: $id) { ${DEFINITION} } }`,
    { id },
  );
  return definition;
}

/** No node lies on another, where a person sees them. */
async function expectApart(page: Page): Promise<void> {
  const boxes = await page.locator('.react-flow__node').evaluateAll((nodes) =>
    nodes.map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );
  expect(boxes.length).toBeGreaterThan(5);
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const overlap =
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      expect(overlap, JSON.stringify({ one, other })).toBe(false);
    }
  }
}
