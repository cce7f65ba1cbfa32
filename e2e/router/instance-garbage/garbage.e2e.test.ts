import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';

it('what is no GraphQL answer is asked elsewhere, but a change that may have been made is not made again', async () => {
  await using stage = await Stage.up();
  await Promise.all([stage.tasks[0]?.behave('garbage'), stage.people[0]?.behave('garbage')]);
  const { errors } = await stage.router.graph.ask('mutation { addTask(title: "once") { id } }');
  expect(errors?.[0]?.extensions.code).toBe('SUBGRAPH_FAILED');
  const traffic = stage.traffic();
  await traffic.answers(60);
  await Promise.all([stage.tasks[0]?.behave('none'), stage.people[0]?.behave('none')]);
  await traffic.answers(60);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  expect(stage.executed().get('once')).toBe(1);
});
