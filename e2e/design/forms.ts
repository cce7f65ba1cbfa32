import type { Page } from 'playwright-core';

/** How a person gets to a field and what they do there: with the mouse, or by keyboard alone. */
export interface Hand {
  fill(field: string, text: string): Promise<void>;
  choose(field: string, label: RegExp): Promise<void>;
  press(button: string): Promise<void>;
}

export const withMouse = (page: Page): Hand => ({
  fill: async (field, text) => {
    await page.getByTestId(field).click();
    await page.getByTestId(field).fill(text);
  },
  choose: async (field, label) => {
    await page.getByTestId(field).selectOption(await optionOf(page, field, label));
  },
  press: (button) => page.getByTestId(button).click(),
});

export const byKeyboard = (page: Page): Hand => ({
  fill: async (field, text) => {
    await tabTo(page, field);
    if (await isMoment(page, field)) return typeMoment(page, text);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
  },
  choose: async (field, label) => {
    await tabTo(page, field);
    const options = await page.getByTestId(field).locator('option').allTextContents();
    const steps = options.findIndex((text) => label.test(text));
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  },
  press: async (button) => {
    await tabTo(page, button);
    await page.keyboard.press('Enter');
  },
});

const isMoment = async (page: Page, field: string) =>
  (await page.getByTestId(field).getAttribute('type')) === 'datetime-local';

/** Types a moment part by part, as a field for date and time in English wants it. */
async function typeMoment(page: Page, iso: string): Promise<void> {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/.exec(iso) ?? [];
  await page.keyboard.type(month + day + year);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(String(Number(hour) % 12 || 12).padStart(2, '0') + minute + second);
  await page.keyboard.type(Number(hour) < 12 ? 'AM' : 'PM');
}

/** Goes on with the Tab key until a thing has the focus. */
export async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    if (at === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${testId}.`);
}

async function optionOf(page: Page, field: string, label: RegExp): Promise<{ label: string }> {
  const option = page.getByTestId(field).locator('option').filter({ hasText: label }).first();
  await option.waitFor({ state: 'attached' });
  return { label: ((await option.textContent()) ?? '').trim() };
}
