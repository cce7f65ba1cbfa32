import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

it('an instance of each subgraph is killed under load, then its peer: no query fails', async () => {
  await using stage = await Stage.up();
  const traffic = stage.traffic();
  await traffic.answers(30);
  for (const gone of [0, 1]) {
    await Promise.all([stage.tasks[gone]?.kill(), stage.people[gone]?.kill()]);
    await traffic.answers(80);
    await Promise.all([stage.tasks[gone]?.start(), stage.people[gone]?.start()]);
    await until('both instances are up again', async () => {
      const states = [...(await stage.router.states('tasks')), ...(await stage.router.states('people'))];
      return states.length === 4 && states.every((state) => state === 'UP');
    });
  }
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
});

it('with nothing left a query fails with a clear code, and works again as soon as one instance is back', async () => {
  await using stage = await Stage.up({ WECUBE_FETCH_DEADLINE_MS: '2000' });
  await Promise.all(stage.people.map((instance) => instance.kill()));
  const { errors } = await stage.router.graph.ask('{ people { name } }');
  expect(errors?.[0]?.extensions.code).toMatch(/^SUBGRAPH_(UNAVAILABLE|FAILED|TIMEOUT)$/);
  expect((await stage.router.graph.ask('{ tasks { title } }')).errors).toBeUndefined();
  await stage.people[1]?.start();
  await until('people are answered again', async () => !(await stage.router.graph.ask('{ people { name } }')).errors);
});
