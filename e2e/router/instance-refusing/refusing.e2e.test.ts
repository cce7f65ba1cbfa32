import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';

it('where nobody listens nothing was sent: even changes go to the next instance', async () => {
  await using stage = await Stage.up();
  await Promise.all([stage.tasks[0]?.behave('refuse'), stage.people[0]?.behave('refuse')]);
  const traffic = stage.traffic();
  await traffic.answers(60);
  await Promise.all([stage.tasks[0]?.behave('none'), stage.people[0]?.behave('none')]);
  await traffic.answers(60);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  expect(traffic.refused).toEqual([]);
});
