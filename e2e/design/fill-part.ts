import type { Page } from 'playwright-core';
import { APPLICATION, CHILD, HOSTS, LINKS, PART } from './drawing.ts';
import type { Hand } from './forms.ts';

type PartName = keyof typeof PART;

/** Fills the forms of a part's nodes; `open` brings a node's form up. */
export async function fillPart(page: Page, hand: Hand, open: (name: string) => Promise<void>): Promise<void> {
  const forms: [PartName, () => Promise<void>][] = [
    ['start', () => hand.fill('node-expression', HOSTS)],
    ['decision', () => fillOptions(hand)],
    ['data', () => fillWrite(hand)],
    ['human', () => hand.fill('node-expression', APPLICATION)],
    ['date', () => hand.fill('node-until', `${new Date().getFullYear() + 1}-12-24T22:00:00`)],
    ['child', () => fillChild(page, hand)],
  ];
  for (const [part, fill] of forms) {
    await open(PART[part].name);
    await fill();
  }
}

async function fillOptions(hand: Hand): Promise<void> {
  for (const [from, to, option] of LINKS) if (from === 'decision') await hand.fill(`option-${PART[to].name}`, option);
}

async function fillWrite(hand: Hand): Promise<void> {
  await hand.press('add-write');
  await hand.fill('write-expression-0', APPLICATION);
  await hand.fill('write-operation-0', 'update');
}

async function fillChild(page: Page, hand: Hand): Promise<void> {
  await hand.fill('node-expression', HOSTS);
  await page.getByTestId('node-child').locator('option', { hasText: CHILD }).waitFor({ state: 'attached' });
  await hand.choose('node-child', new RegExp(CHILD));
}
