import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson, type Person, picture } from '../support/browser.ts';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';
import { connect, dragBeside, isLive, node, open, pictures, signIn, speak } from './portal.ts';
import { HOSTS, inGraph, NEXT_PASSWORD } from './story.ts';

const ORCHESTRATION = 'Check agents by hand';

/** The main job as a person does it, in a real browser, on the embedded default. */
describe('the main job in the portal', () => {
  const platform = new Platform({ arguments: ['--allow-process-packages'] });
  let browser: Browser;
  let ada: Person;
  let lin: Person;

  beforeAll(async () => {
    await platform.up();
    browser = await launchBrowser();
    ada = await newPerson(browser, platform.address);
    lin = await newPerson(browser, platform.address, 'zh-CN');
    for (const { page } of [ada, lin]) page.setDefaultTimeout(30_000);
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

  it('signs in with the generated password, which has to be changed', async () => {
    await ada.page.goto('/');
    await ada.page.getByTestId('sign-in-form').waitFor();
    await picture(ada.page, 'sign-in-en-US');
    await signIn(ada.page, platform.password, NEXT_PASSWORD);
    await lin.page.goto('/');
    await lin.page.getByTestId('sign-in-form').waitFor();
    await picture(lin.page, 'sign-in-zh-CN');
    await signIn(lin.page, NEXT_PASSWORD);
    expect(await lin.page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it('shows the packages of the demo estate and their running instances', async () => {
    const { page } = ada;
    await open(page, '/collaborate/packages');
    for (const name of ['estate', 'shell']) {
      await page.getByTestId(`package-${name}-v1.0.0`).click();
      await page.locator('[data-testid=instance-table] tr[data-status=RUNNING]').waitFor();
    }
    await pictures(ada, 'packages');
  });

  it('takes another package from upload to a running instance', async () => {
    const { page } = ada;
    const fixture = join(import.meta.dirname, '..', 'fixtures', 'notes');
    await platform.wecube('plugin', 'pack', fixture, '--out', platform.data);
    const zip = readdirSync(platform.data).find((file) => file.startsWith('notes') && file.endsWith('.zip')) as string;
    await page.getByTestId('upload-package').click();
    await page.getByTestId('upload-file').setInputFiles(join(platform.data, zip));
    await page.locator('[data-testid=setup-stages][data-stage=check]').waitFor();
    expect(await page.locator('[data-testid=package-checks] [data-level=ERROR]').count()).toBe(0);
    await pictures(ada, 'package-check');
    await page.getByTestId('setup-next').click();
    await page.getByTestId('register-package').click();
    await page.locator('[data-testid=setup-stages][data-stage=launch]').waitFor();
    await page.getByTestId('setup-launch').click();
    await page.locator('[data-testid=launch-steps][data-status=RUNNING]').waitFor();
    const steps = page.locator('[data-testid=launch-steps] tbody tr');
    expect(await steps.count()).toBeGreaterThan(1);
    // The last step ends a moment after the instance runs.
    await expect.poll(() => steps.and(page.locator(':not([data-status=DONE])')).count()).toBe(0);
    await pictures(ada, 'package-launch');
    await page.getByTestId('setup-finish').click();
    await page.locator('[data-testid=instance-table] tr[data-status=RUNNING]').waitFor();
    // The other person's list has it, without a reload.
    await open(lin.page, '/collaborate/packages');
    await lin.page.getByTestId('package-notes-v1.0.0').waitFor();
  });

  it('shows the data model as a graph, walks it by an expression, lists the objects', async () => {
    const { page } = ada;
    const api = new ApiClient(platform.address);
    await api.signIn('admin', NEXT_PASSWORD);
    await inGraph(api, 'notesNotes');
    await open(page, '/design/model');
    for (const entity of ['estate:application', 'estate:unit', 'estate:host', 'shell:agent', 'notes:note'])
      await page.getByTestId(`entity-${entity}`).waitFor();
    await page.getByTestId('model-expression').pressSequentially('estate:aplication');
    await page.getByTestId('model-expression-problem').waitFor();
    await page.getByTestId('model-expression').fill(HOSTS);
    await page.getByTestId('expression-count').waitFor();
    expect(await page.getByTestId('expression-count').textContent()).toContain('12');
    expect(await page.getByTestId('entity-estate:unit').getAttribute('data-lit')).toBe('true');
    await page.getByTestId('model-expression').press('Escape');
    await pictures(ada, 'data-model');
    await open(page, '/design/objects?entity=estate%3Aapplication');
    await page.getByTestId('object-row-app_pay').click();
    await page.getByTestId('object-panel').waitFor();
    expect(await page.getByTestId('attribute-name').textContent()).toContain('Payments');
    await pictures(ada, 'objects');
  });

  it('opens the palette by keyboard and changes the language without a reload', async () => {
    const { page } = ada;
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-input').fill('orchestrations');
    await picture(page, 'palette-en-US');
    await page.keyboard.press('Enter');
    await page.getByTestId('new-orchestration').waitFor();
    await speak(page, 'zh-CN');
    expect(await page.getByTestId('new-orchestration').textContent()).toContain('新建编排');
    await speak(page, 'en-US');
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true);
  });

  it('draws an orchestration on the canvas and deploys it', async () => {
    const { page } = ada;
    await page.getByTestId('new-orchestration').click();
    await page.getByTestId('definition-name').fill(ORCHESTRATION);
    await page.getByTestId('definition-root-entity').selectOption('estate:application');
    await page.getByTestId('confirm').click();
    await page.getByTestId('design-canvas').waitFor();
    await node(page, 'Start').click();
    await page.getByTestId('add-FORK').click(); // goes right of the selected node, linked to it
    await node(page, 'Fork').waitFor();
    for (const [service, down] of [
      ['shell/script/run', -70],
      ['shell/script/fail', 70],
    ] as const) {
      await dragBeside(page, `add-service-${service}`, 'Fork', 90, down);
      await page.getByTestId('node-expression').fill(HOSTS);
      await page.getByTestId('expression-preview').waitFor();
      expect(await page.getByTestId('node-service').inputValue()).toBe(service);
      if (service === 'shell/script/run') await page.getByTestId('parameter-script').fill('echo checking $HOST_ID');
    }
    await page.getByTestId('add-MERGE').click();
    await page.getByTestId('add-END').click();
    await node(page, 'End').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('node-form').waitFor({ state: 'detached' });
    await connect(page, 'Fork', 'Run script');
    await connect(page, 'Fork', 'Fail script');
    await connect(page, 'Run script', 'Merge');
    await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(6);
    await page.getByTestId('lay-out').click();
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await node(page, 'Run script').click();
    await page.getByTestId('expression-preview').waitFor();
    await pictures(ada, 'designer');
    await page.getByTestId('toggle-outline').click();
    await pictures(ada, 'designer-outline');
    await page.getByTestId('toggle-outline').click();
    await page.getByTestId('deploy').click();
    await page.getByTestId('confirm').click();
    await page.getByTestId('start-definition').waitFor();
  });

  it('previews, starts, fails with a reason, heals and completes, before the eyes of two people', async () => {
    const { page } = ada;
    await page.getByTestId('start-definition').click();
    await page.getByTestId('root-object').fill('Pay');
    await page.getByTestId('object-app_pay').click();
    const previewed = page.locator('[data-testid=run-preview] .preview-node');
    await expect.poll(() => previewed.locator('input[type=checkbox]').count()).toBe(8);
    await pictures(ada, 'start');
    await page.getByTestId('start-run').click();
    await page.waitForURL(/\/execute\/runs\//);
    await lin.page.goto(page.url());
    await isLive(lin.page);
    await lin.page.evaluate(() => Object.assign(window, { notReloaded: true }));

    for (const person of [ada, lin]) {
      await person.page.locator('[data-testid=strip-failed]').waitFor();
      await tone(person, 'Run script', 'ok');
      await tone(person, 'Fail script', 'failed');
    }
    await node(page, 'Fail script').click();
    await page.locator('[data-testid=node-panel][data-status=FAULTED]').waitFor();
    expect(await page.getByTestId('node-cause').textContent()).toContain('agent_pay_ledger_2');
    expect(await page.getByTestId('node-changed').textContent()).toContain('pay-ledger-1');
    expect(await page.getByTestId('node-not-changed').textContent()).toContain('pay-ledger-2');
    await pictures(ada, 'run-failed');
    for (const tab of ['outline', 'data', 'events']) {
      await page.getByTestId(`tab-${tab}`).click();
      await pictures(ada, `run-${tab}`);
    }
    await page.getByTestId('tab-graph').click();

    const api = new ApiClient(platform.address);
    await api.signIn('admin', NEXT_PASSWORD);
    await api.query(
      'mutation { shellUpdateAgent(input: { id: "agent_pay_ledger_2", state: "running" }) { problems { code } } }',
    );
    await page.getByTestId('node-retry').click();
    for (const person of [ada, lin]) {
      await person.page
        .locator('[data-testid=run-status]')
        .filter({ hasText: /Completed|成功/ })
        .waitFor();
      await tone(person, 'Fail script', 'ok');
      await tone(person, 'End', 'ok');
    }
    expect(await lin.page.evaluate(() => 'notReloaded' in window)).toBe(true);
    await pictures(ada, 'run-completed');
    for (const [path, name] of [
      ['/execute/runs', 'runs'],
      ['/watch/health', 'health'],
      ['/collaborate/services', 'services'],
      ['/system/users', 'users'],
      ['/system/audit', 'audit'],
    ] as const) {
      await open(page, path);
      await page.locator('table, [data-testid]').first().waitFor();
      await pictures(ada, name);
    }
  });

  it('left nothing to complain about in either console', () => {
    // Before sign-in there is no session to renew; chromium notes that refusal by itself.
    const own = ({ problems }: Person) =>
      problems.filter((problem) => !problem.includes('/portal/api/session/refresh'));
    expect({ ada: own(ada), lin: own(lin) }).toEqual({ ada: [], lin: [] });
  });
});

/** Waits until a person sees a node in a state. */
function tone({ page }: Person, name: string, wanted: string): Promise<void> {
  return node(page, name).locator(`[data-tone=${wanted}]`).waitFor();
}
