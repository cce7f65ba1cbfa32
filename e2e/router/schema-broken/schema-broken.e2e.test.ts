import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../support/expectations.ts';
import { BROKEN_SDL, sdlOf } from '../support/sdl.ts';
import { Stage } from '../support/stage.ts';

it('a schema that does not compose is refused in words, and nobody notices', async () => {
  await using stage = await Stage.up();
  const plugin = stage.instance(['plugin-a']);
  await plugin.start();
  const traffic = stage.traffic();
  await traffic.answers(20);

  const broken = await stage.router.register('plugin-a', BROKEN_SDL, plugin.url());
  expect([broken.status, broken.error]).toEqual([422, expect.stringContaining('Person.name')]);
  const unreadable = await stage.router.register('plugin-a', 'type Query {', plugin.url());
  expect([unreadable.status, unreadable.error]).toEqual([422, expect.stringContaining('Syntax Error')]);

  expect((await stage.router.register('plugin-a', sdlOf('plugin-a'), plugin.url())).status).toBe(200);
  expect((await stage.router.graph.ask('{ plugina people { name of_plugina } }')).errors).toBeUndefined();
  // What served before stays when its next version is broken.
  expect((await stage.router.register('plugin-a', BROKEN_SDL, plugin.url())).status).toBe(422);
  expect((await stage.router.graph.ask('{ plugina }')).errors).toBeUndefined();

  await traffic.answers(50);
  await traffic.stop();
  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
});
