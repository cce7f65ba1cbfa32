import type { Locator, Page } from 'playwright-core';
import { type Person, picture } from '../support/browser.ts';

/** What a person does with the portal, named as they would name it. */

/** Signs in with the password a person was given, and again with one of their own when that is asked. */
export async function signIn(page: Page, password: string, next?: string): Promise<void> {
  await page.goto('/');
  await page.getByTestId('username').fill('admin');
  await page.getByTestId('password').fill(password);
  await page.getByTestId('sign-in').click();
  if (next) {
    await page.getByTestId('current-password').fill(password);
    await page.getByTestId('new-password').fill(next);
    await page.getByTestId('repeat-password').fill(next);
    await page.getByTestId('change-password').click();
  }
  await isLive(page);
}

/** Waits until the page hears of changes. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('[data-testid=live-mark][data-state=live]').waitFor();
}

/** Goes to a page of the portal and waits until it hears of changes. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(`/portal${path}`);
  await isLive(page);
}

/** Keeps the page as it looks in both languages and both themes, and leaves it as it was. */
export async function pictures({ page }: Person, name: string): Promise<void> {
  for (const language of ['zh-CN', 'en-US'] as const) {
    await speak(page, language);
    for (const theme of ['dark', 'light']) {
      await page.getByTestId('theme-toggle').click();
      await page.waitForTimeout(300); // colours fade into each other
      await picture(page, `${name}-${language}-${theme}`);
    }
  }
}

/** Switches the language by the menu, as a person does. */
export async function speak(page: Page, language: 'en-US' | 'zh-CN'): Promise<void> {
  await page.getByTestId('language-menu').click();
  await page.getByTestId(`language-${language}`).click();
  await page.locator(`html[lang=${language}]`).waitFor();
}

/** A node of a graph by its name. */
export const node = (page: Page, name: string): Locator =>
  page.locator('.react-flow__node').filter({ has: page.getByText(name, { exact: true }) });

/** Drags something of the palette to a place right of and below a node. */
export async function dragBeside(page: Page, item: string, anchor: string, right: number, down: number): Promise<void> {
  const canvas = page.getByTestId('design-canvas');
  const frame = await boxOf(canvas);
  const from = await boxOf(node(page, anchor));
  const targetPosition = { x: from.x + from.width + right - frame.x, y: from.y + from.height / 2 + down - frame.y };
  await page.getByTestId(item).dragTo(canvas, { targetPosition });
}

/** Draws a link with the mouse, from one node's end to another's beginning; again when the canvas moved under it. */
export async function connect(page: Page, from: string, to: string): Promise<void> {
  const links = page.locator('.react-flow__edge');
  const before = await links.count();
  for (let tries = 0; tries < 3; tries += 1) {
    await drawLink(page, from, to);
    const drawn = await links
      .nth(before)
      .waitFor({ state: 'attached', timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (drawn) return;
  }
  throw new Error(`No link came to be from ${from} to ${to}.`);
}

async function drawLink(page: Page, from: string, to: string): Promise<void> {
  const source = await settled(node(page, from).locator('.react-flow__handle.source:not(.hidden-handle)'));
  const target = await settled(node(page, to).locator('.react-flow__handle.target:not(.hidden-handle)'));
  await page.mouse.move(source.x, source.y);
  await page.mouse.down();
  await page.mouse.move((source.x + target.x) / 2, (source.y + target.y) / 2, { steps: 4 });
  await page.mouse.move(target.x, target.y, { steps: 4 });
  await page.mouse.up();
}

/** The middle of a thing once it stands still: the canvas glides after a change. */
async function settled(locator: Locator): Promise<{ x: number; y: number }> {
  for (let last = await middle(locator); ; ) {
    await locator.page().waitForTimeout(150);
    const now = await middle(locator);
    if (now.x === last.x && now.y === last.y) return now;
    last = now;
  }
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`Nothing to see of ${locator}`);
  return box;
}
