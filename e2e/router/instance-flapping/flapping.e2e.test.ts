import { it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';

const TURNS = 8;

it('instances that come and go all the time fail no query', async () => {
  await using stage = await Stage.up();
  const traffic = stage.traffic();
  for (let turn = 0; turn < TURNS; turn += 1) {
    await Promise.all([stage.tasks[0]?.behave('refuse'), stage.people[0]?.behave('refuse')]);
    await traffic.answers(15);
    await Promise.all([stage.tasks[0]?.behave('none'), stage.people[0]?.behave('none')]);
    await traffic.answers(15);
  }
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
});
