/** Takes pictures of pages for looking at them: `tsx testing/look.ts OUT path[@selector-to-click] ... [--zh] [--dark]`, against MOCK or any platform. */
import { chromium } from 'playwright-core';
import { readLookEnv } from './look-env.ts';

const [out = '.', ...rest] = process.argv.slice(2);
const flags = new Set(rest.filter((one) => one.startsWith('--')));
const { origin, chromiumPath } = readLookEnv();
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
const context = await browser.newContext({
  viewport: { width: flags.has('--narrow') ? 600 : 1440, height: 900 },
  colorScheme: flags.has('--dark') ? 'dark' : 'light',
  locale: flags.has('--zh') ? 'zh-CN' : 'en-US',
});
for (const target of rest.filter((one) => !one.startsWith('--'))) {
  const [path = '/', ...clicks] = target.split('@');
  const page = await context.newPage();
  page.on(
    'console',
    (message) => message.type() === 'error' && console.log(`${path}: ${message.text().slice(0, 400)}`),
  );
  page.on('pageerror', (error) => console.log(`${path}: ${error.message}`));
  await page.goto(`${origin}/portal${path}`, { waitUntil: 'networkidle' }).catch((error) => console.log(String(error)));
  await page.waitForTimeout(700);
  for (const click of clicks) {
    await page
      .locator(click)
      .first()
      .click({ timeout: 4000 })
      .catch((error) => console.log(`${click}: ${String(error).slice(0, 200)}`));
    await page.waitForTimeout(900);
  }
  const name = `${target
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .replace(/^-/, '')
    .slice(0, 60)}${[...flags].join('')}.png`;
  await page.screenshot({ path: `${out}/${name}` });
  console.log(name);
  await page.close();
}
await browser.close();
