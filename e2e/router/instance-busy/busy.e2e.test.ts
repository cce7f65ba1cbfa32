import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';

it('503 with Retry-After sends queries and changes elsewhere and leaves the instance alone until then', async () => {
  await using stage = await Stage.up();
  await stage.tasks[0]?.behave('busy');
  const traffic = stage.traffic();
  await traffic.answers(30);
  const before = await stage.tasks[0]?.report();
  await traffic.answers(60);
  const after = await stage.tasks[0]?.report();
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  expect(traffic.refused).toEqual([]);
  expect(after?.asked).toBe(before?.asked);
});
