import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Namespace } from '../support/namespace.ts';
import { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { Watcher } from '../support/watcher.ts';

it('the cable to the preferred instance is pulled: queries go on, the stream moves, and both come back', async () => {
  using namespace = new Namespace();
  await using stage = await Stage.withoutRouter();
  const remote = stage.instance(['tasks'], namespace.place);
  await remote.start();
  stage.tasks.unshift(remote);
  stage.placeRouter({ WECUBE_FETCH_DEADLINE_MS: '4000' });
  await stage.router.start();
  await until('the far instance is used', async () => (await stage.router.states('tasks'))[0] === 'UP');

  const watcher = new Watcher(stage.router.graph.socket());
  await until('it streams', async () => (await remote.report()).streams === 1);
  const traffic = stage.traffic({ reading: 6, writing: 1 });
  await traffic.answers(50);

  namespace.cut();
  await traffic.answers(50);
  await until('the stream has moved', async () => {
    const reports = await Promise.all(stage.tasks.slice(1).map((instance) => instance.report()));
    return reports.some(({ streams }) => streams === 1);
  });
  const seen = watcher.events;
  await until('events come again', () => watcher.events > seen);

  namespace.plug();
  await until('the far instance is used again', async () => (await stage.router.states('tasks'))[0] === 'UP');
  await traffic.answers(50);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  expect(watcher.ended).toBeUndefined();
});
