import type { RunningServer } from '@wecube/kit';
import { startTaskSubgraph } from './task-subgraph.ts';
import { startTestAuth } from './test-auth.ts';
import { startTestRouter, subgraphSetting } from './test-router.ts';
import { people, startTestSubgraph } from './test-subgraph.ts';

export type LiveBench = Awaited<ReturnType<typeof startLiveBench>>;

/** A router with the subgraphs `tasks` and `people`, and a user. `taskUrls` says by which addresses the tasks are reached. */
export async function startLiveBench(
  settings: Record<string, string> = {},
  taskUrls: (own: string) => Promise<string[]> | string[] = (own) => [own],
) {
  const auth = await startTestAuth();
  const tasks = await startTaskSubgraph();
  const persons: RunningServer = await startTestSubgraph(people());
  const router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting(
      { name: 'tasks', urls: await taskUrls(tasks.url) },
      { name: 'people', urls: [persons.url] },
    ),
    ...settings,
  });
  await router.ready();
  return {
    auth,
    tasks,
    persons,
    router,
    token: await auth.token(),
    /** The value of a metric, summed over its labels that contain the text. */
    async metric(name: string, label = ''): Promise<number> {
      const text = await (await fetch(`${router.url}/metrics`)).text();
      const lines = text.split('\n').filter((line) => line.startsWith(`wecube_router_${name}`) && line.includes(label));
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
    },
    async [Symbol.asyncDispose]() {
      for (const part of [router, tasks, persons, auth]) await part[Symbol.asyncDispose]();
    },
  };
}
