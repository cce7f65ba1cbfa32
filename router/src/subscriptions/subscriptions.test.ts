import { once } from 'node:events';
import type { RunningServer } from '@wecube/kit';
import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startSeverableLink } from '../testing/severable-link.ts';
import { startTaskSubgraph, type TaskSubgraph } from '../testing/task-subgraph.ts';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter, until } from '../testing/test-router.ts';
import { FEDERATION, people, startTestSubgraph } from '../testing/test-subgraph.ts';

const WATCH = 'subscription Watch { taskChanged { id revision owner { name } } }';

let auth: TestAuth;
let first: TaskSubgraph;
let second: TaskSubgraph;
let link: Awaited<ReturnType<typeof startSeverableLink>>;
let backupLink: Awaited<ReturnType<typeof startSeverableLink>>;
let persons: RunningServer;
let router: TestRouter;
let token: string;

beforeEach(async () => {
  auth = await startTestAuth();
  first = await startTaskSubgraph();
  second = await startTaskSubgraph();
  link = await startSeverableLink(first.url);
  backupLink = await startSeverableLink(second.url);
  persons = await startTestSubgraph(people());
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting(
      { name: 'tasks', urls: [link.url, backupLink.url] },
      { name: 'people', urls: [persons.url] },
    ),
  });
  await router.ready();
  token = await auth.token();
});

afterEach(async () => {
  await router[Symbol.asyncDispose]();
  await link[Symbol.asyncDispose]();
  await backupLink[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
  await persons[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

type Watcher = {
  events: FormattedExecutionResult[];
  ended: () => unknown;
  stop: () => void;
};

/** `ended` is undefined while the subscription runs, then 'complete' or what ended it. */
function watch(client: Client, query = WATCH): Watcher {
  const events: FormattedExecutionResult[] = [];
  let end: unknown;
  const stop = client.subscribe(
    { query },
    {
      next: (event) => events.push(event as FormattedExecutionResult),
      error: (error) => {
        end = error;
      },
      complete: () => {
        end ??= 'complete';
      },
    },
  );
  return { events, ended: () => end, stop };
}

const event = (revision: number, more: object = {}) => ({
  data: { taskChanged: { id: 't1', revision, owner: { name: 'Ada' } } },
  ...more,
});

describe('a subscription', () => {
  it('completes every event with what other subgraphs own, in order', async () => {
    const { events } = watch(router.connect(token));
    await until(() => first.open() === 1);
    for (let count = 0; count < 20; count += 1) first.change();
    await until(() => events.length === 20);
    expect(events).toEqual(Array.from({ length: 20 }, (_, index) => event(index + 1)));
  });

  it('carries the session to the subgraph and shares a stream among clients of one identity only', async () => {
    const watchers = [watch(router.connect(token)), watch(router.connect(await auth.token(['graph:read'])))];
    watchers.push(watch(router.connect(await auth.token(['graph:read'], { sub: 'usr_2', name: 'eve' }))));
    await until(() => first.open() === 2);
    first.change();
    await until(() => watchers.every(({ events }) => events.length === 1));
    expect(first.sessions().sort()).toEqual(['ada', 'eve']);
    watchers[0]?.stop();
    first.change();
    await until(() => watchers.slice(1).every(({ events }) => events.length === 2));
    for (const { stop } of watchers.slice(1)) stop();
    await until(() => first.open() === 0);
  });

  it('goes on at another instance when its own is killed, and marks the gap once', async () => {
    const { events, ended } = watch(router.connect(token));
    await until(() => first.open() === 1);
    first.change();
    await until(() => events.length === 1);
    await link.cut();
    await until(() => second.open() === 1, 1_000);
    second.change();
    second.change();
    await until(() => events.length === 3);
    expect(events).toEqual([event(1), event(1, { extensions: { resubscribed: true } }), event(2)]);
    expect(ended()).toBeUndefined();
  });

  it('waits for an instance to come back when none is left', async () => {
    await backupLink.cut();
    const { events, ended } = watch(router.connect(token));
    await until(() => first.open() === 1);
    await link.cut();
    await until(() => first.open() === 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await link.restore();
    await until(() => first.open() === 1);
    first.change();
    await until(() => events.length === 1);
    expect(events).toEqual([event(1, { extensions: { resubscribed: true } })]);
    expect(ended()).toBeUndefined();
  });

  it('stays open, with the error in the event, when another subgraph fails', async () => {
    const { events, ended } = watch(router.connect(token));
    await until(() => first.open() === 1);
    await persons[Symbol.asyncDispose]();
    first.change();
    await until(() => events.length === 1);
    expect(events[0]).toMatchObject({ data: null, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
    persons = await startTestSubgraph({ ...people(), port: persons.port });
    await until(async () => (await router.ask('{ people { id } }', token)).errors === undefined);
    first.change();
    await until(() => events.length === 2);
    expect(events[1]).toEqual(event(2));
    expect(ended()).toBeUndefined();
  });

  it('keeps running over changes of the graph', async () => {
    const { events, ended } = watch(router.connect(token));
    await until(() => first.open() === 1);
    const registration = { sdl: `${FEDERATION} type Query { extra: String }`, instances: [{ url: first.url }] };
    for (const method of ['PUT', 'DELETE', 'PUT'] as const) {
      const body = method === 'PUT' ? registration : undefined;
      expect((await router.internal(method, '/subgraphs/extra', body)).status).toBe(200);
      first.change();
    }
    await until(() => events.length === 3);
    expect(events).toEqual([event(1), event(2), event(3)]);
    expect([ended(), first.open()]).toEqual([undefined, 1]);
  });

  it("streams the router's own events", async () => {
    const { events } = watch(router.connect(token), 'subscription { subgraphChanged { name instances { state } } }');
    await until(async () => {
      await router.internal('PUT', '/subgraphs/extra', {
        sdl: `${FEDERATION} type Query { extra: String }`,
        instances: [{ url: `${first.url}?${Math.random()}` }],
      });
      // Others may be told of first: their instances are probed too.
      const told = events.map(
        ({ data }) => (data as { subgraphChanged?: { name: string } } | null)?.subgraphChanged?.name,
      );
      return told.includes('extra');
    });
    const refused = watch(router.connect(await auth.token([])), 'subscription { subgraphChanged { name } }');
    await until(() => refused.ended() !== undefined);
    expect(refused.events[0]).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});

it('is ended with SLOW_CONSUMER for a client that does not read, while others go on', async () => {
  const reader = watch(router.connect(token), 'subscription { taskChanged { revision } }');
  const socket = new WebSocket(`${router.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const messages: { type: string; payload?: FormattedExecutionResult }[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await until(() => messages.length === 1);
  const payload = { query: 'subscription { taskChanged { revision note } }' };
  socket.send(JSON.stringify({ id: 'slow', type: 'subscribe', payload }));
  await until(() => first.open() === 2);
  socket.pause();
  // Paced, so that the queue of the slow client fills up and not the one of the stream.
  for (let batch = 1; batch <= 6; batch += 1) {
    for (let count = 0; count < 100; count += 1) first.change();
    await until(() => reader.events.length === batch * 100);
  }
  await until(() => first.open() === 1);
  socket.resume();
  await until(() => messages.at(-1)?.type === 'complete');
  expect(messages.at(-2)?.payload?.errors?.[0]?.extensions).toMatchObject({ code: 'SLOW_CONSUMER', retryable: true });
  expect(reader.ended()).toBeUndefined();
  socket.close();
});

describe('an operation over WebSocket', () => {
  it('may be a query or a mutation', async () => {
    const client = router.connect(token);
    const { events } = watch(client, '{ tasks { owner { name } } }');
    await until(() => events.length === 1);
    expect(events[0]).toEqual({ data: { tasks: [{ owner: { name: 'Ada' } }] } });
    const changed = watch(client, 'mutation { touch(id: "t1") { revision } }');
    await until(() => changed.ended() === 'complete');
    expect(changed.events[0]).toEqual({ data: { touch: { revision: 1 } } });
  });

  it.each([
    ['is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['asks for an unknown field', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['lacks a variable', 'subscription ($id: ID!) { taskChanged(id: $id) { id } }', 'BAD_USER_INPUT'],
    ['asks for too many fields', `{ ${aliases(31)} }`, 'OPERATION_TOO_BIG'],
  ])('that %s is refused with a code', async (_what, query, code) => {
    const { events, ended } = watch(router.connect(token), query);
    await until(() => ended() !== undefined);
    const errors = (events[0]?.errors ?? ended()) as { extensions: object }[];
    expect(errors[0]?.extensions).toMatchObject({ code, requestId: expect.any(String), retryable: false });
  });
});

function aliases(count: number): string {
  return Array.from({ length: count }, (_, index) => `t${index}: tasks { id }`).join(' ');
}
