import type { Page } from 'playwright-core';
import { until } from '../router/support/until.ts';
import { countNodes } from './count-nodes.ts';
import { COPIES, HOSTS, inCopy, NODES, PART, TAIL } from './drawing.ts';
import { fillPart } from './fill-part.ts';
import { byKeyboard } from './forms.ts';

/** Draws the same without touching the mouse: inserts, connects, fills forms, copies, deploys by keys alone. */
export async function drawByKeyboard(page: Page): Promise<void> {
  const hand = byKeyboard(page);
  await goTo(page, 'Start');
  for (const part of ['start', 'decision', 'data', 'decided', 'fork', 'span', 'merge', 'child'] as const)
    await insert(page, PART[part].item, PART[part].name);
  await goTo(page, PART.decision.name);
  await insert(page, PART.human.item, PART.human.name);
  await link(page, PART.decided.name);
  await goTo(page, PART.decision.name);
  await insert(page, PART.abnormal.item, PART.abnormal.name);
  await goTo(page, PART.fork.name);
  await insert(page, PART.date.item, PART.date.name);
  await link(page, PART.merge.name);
  await fillPart(page, hand, async (name) => {
    await goTo(page, name);
    await page.keyboard.press('Enter');
  });
  await copyParts(page);
  await goTo(page, inCopy(PART.child.name, COPIES));
  for (const name of TAIL) {
    const [action, plugin] = name.toLowerCase().split(' ');
    await insert(page, `shell/${plugin}/${action}`, name);
    await page.keyboard.press('Enter');
    await hand.fill('node-expression', HOSTS);
    await page.keyboard.press('Escape');
  }
  await insert(page, 'End', 'End');
  await countNodes(page, NODES);
}

/** Walks with `n` until a node is selected. */
async function goTo(page: Page, name: string): Promise<void> {
  await leaveFields(page);
  for (let steps = 0; steps < 2 * NODES; steps += 1) {
    if ((await selectedName(page)) === name) return;
    await page.keyboard.press('n');
  }
  throw new Error(`Walking does not lead to ${name}.`);
}

async function leaveFields(page: Page): Promise<void> {
  const isTyping = () =>
    page.evaluate(() => /INPUT|TEXTAREA|SELECT|BUTTON/.test(document.activeElement?.tagName ?? ''));
  for (let presses = 0; presses < 4 && (await isTyping()); presses += 1) await page.keyboard.press('Escape');
}

const selectedName = (page: Page) =>
  page.evaluate(() => {
    const selected = document.querySelectorAll('.react-flow__node.selected');
    return selected.length === 1 ? selected[0]?.getAttribute('aria-label') : null;
  });

async function insert(page: Page, item: string, name: string): Promise<void> {
  await page.keyboard.press('/');
  await choose(page, 'insert-menu', item);
  await until(`${name} is selected`, async () => (await selectedName(page)) === name);
}

async function link(page: Page, target: string): Promise<void> {
  await page.keyboard.press('c');
  await choose(page, 'connect-menu', target);
}

async function choose(page: Page, menu: string, label: string): Promise<void> {
  const open = page.getByTestId(menu);
  await open.waitFor();
  await page.keyboard.insertText(label);
  const options = await open
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')));
  const steps = options.indexOf(`insert-${label}`);
  if (steps < 0) throw new Error(`${menu} does not offer ${label}, but ${options}.`);
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await open.waitFor({ state: 'detached' });
}

/** Selects the part node by node, copies it, and joins the copies one behind the other. */
async function copyParts(page: Page): Promise<void> {
  await goTo(page, PART.start.name);
  for (let more = 1; more < Object.keys(PART).length; more += 1) await page.keyboard.press('Shift+N');
  await page.keyboard.press('ControlOrMeta+c');
  for (let copy = 1; copy <= COPIES; copy += 1) {
    await page.keyboard.press('ControlOrMeta+v');
    await countNodes(page, 1 + 11 * (copy + 1));
  }
  for (let copy = 0; copy < COPIES; copy += 1) {
    await goTo(page, inCopy(PART.child.name, copy));
    await link(page, inCopy(PART.start.name, copy + 1));
  }
}
