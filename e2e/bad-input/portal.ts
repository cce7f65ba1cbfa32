import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, signIn } from '../main-job/portal.ts';
import { launchBrowser, newPerson, type Person, picture } from '../support/browser.ts';
import { type Bench, PASSWORD } from './bench.ts';
import { packageZip } from './packages.ts';

/** The same errors before the eyes of a person. */
export function portal(bench: Bench): void {
  describe('the portal', () => {
    let browser: Browser;
    let person: Person;

    beforeAll(async () => {
      browser = await launchBrowser();
      person = await newPerson(browser, bench.platform.address);
      person.page.setDefaultTimeout(60_000);
      await signIn(person.page, PASSWORD);
    });
    afterAll(() => browser?.close());

    it('says of a bad upload what is wrong and what to do, and takes the next one', async () => {
      const { page } = person;
      await open(page, '/collaborate/packages');
      await page.getByTestId('upload-package').click();
      await bench.unchanged(async () => {
        const noZip = await refusalOf(page, 'words.zip', Buffer.from('this is no archive'));
        expect(noZip).toContain('The file is not a zip archive. Nothing was stored.');
        expect(noZip).toContain('Upload the zip that the plugin was released as.');
        const broken = packageZip({ body: '<plugins>\n  <plugin name="a">\n</plugins>' });
        expect(await refusalOf(page, 'broken.zip', broken)).toMatch(/line 5, column \d+.*Correct line 5/s);
        await picture(page, 'bad-input-upload');
      });
      const good = join(bench.platform.data, 'daisies.zip');
      writeFileSync(good, packageZip({ name: 'daisies' }));
      await page.getByTestId('upload-file').setInputFiles(good);
      await page.locator('[data-testid=setup-stages][data-stage=check]').waitFor();
    });

    it("shows the composer's words where a package cannot be registered", async () => {
      const { page } = person;
      await open(page, '/collaborate/packages');
      await page.getByTestId('package-cloud-disk-v1.0.0').click();
      await page.getByTestId('continue-setup').click();
      const check = page.locator('[data-testid=package-checks] [data-level=ERROR]');
      await check.waitFor();
      expect(await check.textContent()).toMatch(/Non-shareable field ".*CloudDiskImage.*Rename what collides/s);
      expect(await page.getByTestId('setup-next').isDisabled()).toBe(true);
      await picture(page, 'bad-input-graph');
    });
  });

  /** Chooses a file in the open dialog and gives what the dialog says against it. */
  async function refusalOf(page: Page, name: string, content: Uint8Array): Promise<string> {
    const file = join(bench.platform.data, name);
    writeFileSync(file, content);
    await page.getByTestId('upload-file').setInputFiles(file);
    const refused = page.locator('[data-testid=upload-dialog] [data-testid=upload-refused]').filter({ hasText: name });
    await refused.waitFor();
    expect(await refused.textContent()).toContain('nothing of it was stored');
    return (await page.getByTestId('problems').textContent()) ?? '';
  }
}
