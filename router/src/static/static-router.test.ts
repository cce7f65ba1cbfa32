import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '@wecube/kit';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Service } from '../server.ts';
import { startTaskSubgraph, TASK_SDL, type TaskSubgraph } from '../testing/task-subgraph.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';
import { writeSupergraph } from '../testing/test-supergraph.ts';
import { startStaticRouter } from './start-static-router.ts';

const LONG = 60_000;
const quiet = { WECUBE_ROUTER_PORT: '0', WECUBE_LOG_LEVEL: 'silent' };

let folder: string;
let persons: RunningServer;
let tasks: TaskSubgraph;
let router: Service;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'static-router-'));
  persons = await startTestSubgraph(people());
  tasks = await startTaskSubgraph();
  const supergraph = await writeSupergraph(join(folder, 'supergraph.graphql'), [
    { name: 'people', sdl: `${FEDERATION}\n${people().sdl}`, url: persons.url },
    { name: 'tasks', sdl: `${FEDERATION}\n${TASK_SDL}`, url: tasks.url },
  ]);
  router = await startStaticRouter({ supergraph, settings: quiet, environment: {} });
}, LONG);
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await tasks[Symbol.asyncDispose]();
  await persons[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function ask(query: string): Promise<{ status: number; data?: unknown; errors?: unknown }> {
  const response = await fetch(`${router.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

describe('a supergraph served alone', () => {
  it('answers anyone, over its subgraphs', async () => {
    expect(await ask('{ tasks { id owner { name } } whoAmI }')).toEqual({
      status: 200,
      data: { tasks: [{ id: 't1', owner: { name: 'Ada' } }], whoAmI: null },
    });
  });

  it('shows its schema to anyone', async () => {
    const { data } = await ask('{ __schema { queryType { fields { name } } } }');
    expect(JSON.stringify(data)).toMatch(/people.*tasks|tasks.*people/);
  });

  it('is ready without any other service, and serves nothing of the platform', async () => {
    const status = async (path: string) => (await fetch(`${router.url}${path}`, { redirect: 'manual' })).status;
    expect(await Promise.all(['/health', '/ready', '/metrics'].map(status))).toEqual([200, 200, 200]);
    const elsewhere = ['/', '/portal', '/platform/packages', '/internal/subgraphs'].map(status);
    expect(await Promise.all(elsewhere)).toEqual([404, 404, 404, 404]);
  });

  it(
    'carries subscriptions over WebSocket, completed from other subgraphs',
    async () => {
      const client = createClient({ url: `${router.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
      const events = client.iterate({ query: 'subscription { taskChanged { id revision owner { name } } }' });
      const first = events.next();
      await expect.poll(() => tasks.open(), { timeout: LONG }).toBe(1);
      tasks.change();
      const { value } = await first;
      expect(value?.data).toMatchObject({ taskChanged: { id: 't1', owner: { name: 'Ada' } } });
      await events.return?.();
      await client.dispose();
    },
    LONG,
  );
});

describe('a supergraph that cannot be served', () => {
  it.each([
    ['a file that is not there', null, /cannot be served: there is no such file\.$/],
    ['no GraphQL', 'type Query {', /it is not a supergraph \(Syntax Error.*\)\.$/],
    ['a plain schema', 'type Query { a: Int }', /it is not a supergraph \(.*\)\.$/],
  ])('is refused with one line: %s', async (_what, text, words) => {
    const supergraph = join(folder, text === null ? 'absent.graphql' : 'bad.graphql');
    if (text !== null) await writeFile(supergraph, text);
    const start = startStaticRouter({ supergraph, settings: quiet, environment: {} });
    await expect(start).rejects.toThrow(words);
  });

  it('is refused when a subgraph has no address', async () => {
    const sdl = `${FEDERATION} type Query { a: Int }`;
    const supergraph = await writeSupergraph(join(folder, 'no-address.graphql'), [{ name: 'a', sdl, url: '' }]);
    const start = startStaticRouter({ supergraph, settings: quiet, environment: {} });
    await expect(start).rejects.toThrow('subgraph "a" has no http address in it but ""');
  });
});
