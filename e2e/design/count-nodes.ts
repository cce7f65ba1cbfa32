import type { Page } from 'playwright-core';
import { until } from '../router/support/until.ts';

/** Waits until so many nodes are drawn. */
export function countNodes(page: Page, count: number): Promise<void> {
  return until(`${count} nodes are drawn`, async () => (await page.locator('.react-flow__node').count()) === count);
}
