import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { Watcher } from '../support/watcher.ts';

const CLIENTS = 300;

it('a storm of subscribers is served by one stream, outlives an instance and leaves nothing behind', async () => {
  await using stage = await Stage.up();
  const traffic = stage.traffic({ reading: 2, writing: 1 });
  const watchers = Array.from({ length: CLIENTS }, () => new Watcher(stage.router.graph.socket()));
  const allGetMore = async () => {
    const before = watchers.map(({ events }) => events);
    await until('every client gets the next event', () =>
      watchers.every(({ events, ended }, index) => ended !== undefined || events > (before[index] ?? 0)),
    );
  };
  await allGetMore();
  expect((await stage.tasks[0]?.report())?.streams).toBe(1);

  await stage.tasks[0]?.kill();
  await allGetMore();
  expect(watchers.filter(({ ended }) => ended).map(({ ended }) => ended)).toEqual([]);

  for (const watcher of watchers) watcher.stop();
  await until('the stream is given up', async () => (await stage.tasks[1]?.report())?.streams === 0);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
});
