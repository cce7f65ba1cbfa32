import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

it('an instance that hangs costs queries a moment; a change that hung is not made again elsewhere', async () => {
  await using stage = await Stage.up({ WECUBE_FETCH_DEADLINE_MS: '4000' });
  const traffic = stage.traffic();
  await traffic.answers(30);
  stage.tasks[0]?.halt();
  await traffic.answers(60);
  await until('the hung instance is seen', async () => (await stage.router.states('tasks'))[0] !== 'UP');
  stage.tasks[0]?.resume();
  await until('it is used again', async () => (await stage.router.states('tasks'))[0] === 'UP');
  await traffic.answers(30);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  // Those that were in hand when it hung: at most one per writing client.
  expect(traffic.refused.length).toBeLessThanOrEqual(2);
});
