import type { Page } from 'playwright-core';
import { connect, node } from '../main-job/portal.ts';
import { countNodes } from './count-nodes.ts';
import { COPIES, HOSTS, inCopy, LINKS, NODES, PART, TAIL } from './drawing.ts';
import { fillPart } from './fill-part.ts';
import { withMouse } from './forms.ts';

/** Drags every node from the palette, draws every link with the mouse, copies what was drawn and joins the copies. */
export async function drawWithMouse(page: Page): Promise<void> {
  const hand = withMouse(page);
  for (const [at, { item }] of Object.values(PART).entries()) await dropNode(page, item, at);
  await layOut(page);
  for (const [from, to] of LINKS) await connect(page, PART[from].name, PART[to].name);
  await layOut(page);
  await fillPart(page, hand, (name) => node(page, name).click({ position: { x: 3, y: 3 } }));
  await layOut(page);
  for (let copy = 1; copy <= COPIES; copy += 1) await copyPart(page, copy);
  await connect(page, 'Start', PART.start.name);
  for (let copy = 0; copy < COPIES; copy += 1)
    await connect(page, inCopy(PART.child.name, copy), inCopy(PART.start.name, copy + 1));
  await drawTail(page);
  await countNodes(page, NODES);
}

/** Drops a node somewhere on the canvas. */
async function dropNode(page: Page, item: string, at: number): Promise<void> {
  await page
    .getByTestId('palette-column')
    .getByRole('button', { name: item, exact: true })
    .dragTo(page.getByTestId('design-canvas'), {
      targetPosition: { x: 100 + (at % 3) * 220, y: 80 + Math.floor(at / 3) * 90 },
    });
  await countNodes(page, at + 2);
  await closeForm(page);
}

async function layOut(page: Page): Promise<void> {
  await closeForm(page);
  await page.getByTestId('lay-out').click();
  await page.getByTestId('canvas-fit').click();
  await page.waitForTimeout(250); // the canvas glides there
}

const closeForm = async (page: Page) => {
  const close = page.getByTestId('close-form');
  if (await close.count()) await close.click();
};

/** Frames the part with the mouse, copies it and drags the copy below everything. */
async function copyPart(page: Page, copy: number): Promise<void> {
  const first = await boxOf(page, PART.start.name);
  const names = Object.values(PART).map(({ name }) => name);
  const boxes = await Promise.all(names.map((name) => boxOf(page, name)));
  const [left, top] = [first.x - 8, Math.min(...boxes.map(({ y }) => y)) - 8];
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + 8;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 8;
  await page.keyboard.down('Shift');
  await drag(page, [left, top], [right, bottom]);
  await page.keyboard.up('Shift');
  await page.getByTestId('duplicate-selected').click();
  const copied = await boxOf(page, inCopy(PART.start.name, copy));
  const down = (bottom - top + 24) * copy;
  await drag(page, [copied.x + 12, copied.y + 6], [copied.x + 12, copied.y + 6 + down]);
  await page.getByTestId('canvas-fit').click();
  await page.waitForTimeout(250);
}

async function drawTail(page: Page): Promise<void> {
  const last = inCopy(PART.child.name, COPIES);
  await node(page, last).click({ position: { x: 5, y: 5 } });
  for (const name of TAIL) {
    const [action, plugin] = name.toLowerCase().split(' ');
    await page.getByTestId(`add-service-shell/${plugin}/${action}`).click();
    await page.getByTestId('node-expression').fill(HOSTS);
  }
  await page.getByTestId('add-END').click();
  await node(page, 'End').waitFor();
}

async function boxOf(page: Page, name: string) {
  const box = await node(page, name).boundingBox();
  if (!box) throw new Error(`Nothing to see of ${name}.`);
  return box;
}

type Point = readonly [number, number];

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 3 });
  await page.mouse.move(...to, { steps: 3 });
  await page.mouse.up();
}
