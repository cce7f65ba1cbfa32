import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';

it('an instance that answers later than a client waits is passed over', async () => {
  await using stage = await Stage.up();
  const traffic = stage.traffic({ reading: 6, writing: 1 });
  await traffic.answers(30);
  await Promise.all([stage.tasks[0]?.behave('slow'), stage.people[0]?.behave('slow')]);
  await traffic.answers(60);
  await Promise.all([stage.tasks[0]?.behave('none'), stage.people[0]?.behave('none')]);
  await traffic.answers(60);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  // A change is slow, but nobody may say that it failed: it was in hand and it was made.
  expect(traffic.refused).toEqual([]);
});
