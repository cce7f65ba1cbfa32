import { expect, it } from 'vitest';
import { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const BOTH = '{ tasks { title owner { name } } people { name } }';

it('a router that has never seen its subgraphs waits for them and tells so', async () => {
  await using stage = await Stage.withoutRouter();
  await Promise.all(stage.tasks.map((instance) => instance.kill()));
  stage.placeRouter();
  await stage.router.start('/health');
  await until(
    'the subgraph that is there is served',
    async () => !(await stage.router.graph.ask('{ people { name } }')).errors,
  );
  expect(await stage.router.ready()).toBe(false);
  await stage.tasks[1]?.start();
  await until('it is ready', () => stage.router.ready());
  expect((await stage.router.graph.ask(BOTH)).errors).toBeUndefined();
});

it('a router that starts again without them serves the last graph at once', async () => {
  await using stage = await Stage.up();
  await stage.router.stop('SIGTERM');
  await Promise.all(stage.tasks.map((instance) => instance.kill()));
  await stage.router.start('/health');
  expect((await stage.router.graph.ask('{ people { name } }')).errors).toBeUndefined();
  expect((await stage.router.graph.ask('{ tasks { title } }')).errors?.[0]?.extensions.code).toBe(
    'SUBGRAPH_UNAVAILABLE',
  );
  await stage.tasks[0]?.start();
  await until('tasks are answered', async () => !(await stage.router.graph.ask(BOTH)).errors);
});
