import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { sdlOf } from '../support/sdl.ts';
import { Stage } from '../support/stage.ts';
import { Watcher } from '../support/watcher.ts';

const PLUGINS = Array.from({ length: 30 }, (_, index) => `plugin-${index}`);

it('thirty plugins join at once and leave again: no query fails and no stream ends', async () => {
  await using stage = await Stage.up();
  const plugins = stage.instance(PLUGINS);
  await plugins.start();
  const watcher = new Watcher(stage.router.graph.socket());
  const traffic = stage.traffic();
  await traffic.answers(20);

  const joined = await Promise.all(PLUGINS.map((name) => stage.router.register(name, sdlOf(name), plugins.url(name))));
  expect(joined.filter(({ status }) => status !== 200)).toEqual([]);
  const fields = PLUGINS.map((name) => name.replaceAll('-', ''));
  const every = await stage.router.graph.ask(`{ ${fields.join(' ')} }`);
  expect([every.errors, Object.keys(every.data ?? {})]).toEqual([undefined, fields]);
  const people = await stage.router.graph.ask(`{ people { name ${fields.map((field) => `of_${field}`).join(' ')} } }`);
  expect(people.errors).toBeUndefined();

  const left = await Promise.all(PLUGINS.map((name) => stage.router.unregister(name)));
  expect(left.filter(({ status }) => status !== 200)).toEqual([]);
  expect((await stage.router.graph.ask(`{ ${fields[0]} }`)).errors?.[0]?.extensions.code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );

  await traffic.answers(20);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  expect([watcher.ended, watcher.events > 0]).toEqual([undefined, true]);
});
