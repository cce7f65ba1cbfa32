import { expect } from 'vitest';
import type { Stage } from './stage.ts';
import type { Traffic } from './traffic.ts';

/** The promise of the router while one instance of each subgraph lives: every query is answered. */
export function expectNoQueryFailed(traffic: Traffic): void {
  expect(traffic.failures.slice(0, 3)).toEqual([]);
}

/** No mutation ran twice, and each that was answered with success ran. */
export function expectNoMutationTwice(stage: Stage, traffic: Traffic): void {
  const executed = stage.executed();
  expect([...executed].filter(([, times]) => times > 1)).toEqual([]);
  expect(traffic.added.filter((title) => !executed.has(title))).toEqual([]);
  expect(traffic.added.length).toBeGreaterThan(0);
}
