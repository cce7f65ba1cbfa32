import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Debian's chromium without touching any profile. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
}

export type Person = { context: BrowserContext; page: Page; problems: string[] };

/** A person with a browser window of their own; what their console complains about is kept. */
export async function newPerson(
  browser: Browser,
  address: string,
  locale: 'en-US' | 'zh-CN' = 'en-US',
): Promise<Person> {
  const context = await browser.newContext({ baseURL: address, locale, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`);
  });
  return { context, page, problems };
}

/** Keeps a picture of the page under .test-output/, to be looked at by a person. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', '.test-output');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
