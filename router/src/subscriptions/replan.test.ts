import type { RunningServer } from '@wecube/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { until } from '../testing/test-router.ts';
import { FEDERATION, startTestSubgraph } from '../testing/test-subgraph.ts';

const FEDERATION_WITH_OVERRIDE =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"])';
/** Takes the notes of tasks over from their own subgraph, so that what is asked of it changes. */
const NOTES = 'type Task @key(fields: "id") { id: ID! note: String! @override(from: "tasks") }';
/** Adds something of its own to tasks. */
const STARS = 'type Task @key(fields: "id") { id: ID! stars: Int! }';

let bench: LiveBench;
let extra: RunningServer;
let raw: RawSocket;

beforeEach(async () => {
  bench = await startLiveBench();
  extra = await startTestSubgraph({
    name: 'extra',
    sdl: STARS.replace('stars', 'note: String! stars'),
    resolvers: {
      Task: {
        __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Task', id, note: `note of ${id}`, stars: 5 }),
      } as never,
    },
  });
  raw = await openRawSocket(bench.router.url, { token: bench.token });
});
afterEach(async () => {
  raw.socket.terminate();
  await bench[Symbol.asyncDispose]();
  await extra[Symbol.asyncDispose]();
});

const join = async (sdl: string) => {
  const registration = { sdl, instances: [{ url: extra.url }] };
  expect((await bench.router.internal('PUT', '/subgraphs/extra', registration)).status).toBe(200);
};
const leave = async () => expect((await bench.router.internal('DELETE', '/subgraphs/extra')).status).toBe(200);
const eventsOf = (id: string) => raw.messages.filter((message) => message.id === id && message.type === 'next');
const payloadsOf = (id: string) => eventsOf(id).map(({ payload }) => payload);

async function changeAndAwait(...ids: string[]): Promise<void> {
  const before = ids.map((id) => eventsOf(id).length);
  bench.tasks.change();
  await until(() => ids.every((id, index) => eventsOf(id).length === (before[index] as number) + 1));
}

describe('a change of the graph', () => {
  it('leaves the stream of a subscription whose primary operation stays as it was', async () => {
    raw.subscribe('kept', 'subscription { taskChanged { revision owner { name } } }');
    await until(() => bench.tasks.open() === 1);
    await join(`${FEDERATION}\n${STARS}`);
    await changeAndAwait('kept');
    await leave();
    await changeAndAwait('kept');
    expect(payloadsOf('kept')).toEqual(
      [1, 2].map((revision) => ({ data: { taskChanged: { revision, owner: { name: 'Ada' } } } })),
    );
    expect(bench.tasks.sessions()).toHaveLength(1);
    expect(await bench.metric('live_events_total', 'plan_kept')).toBe(2);
    expect(raw.messages.some(({ type }) => type === 'ping')).toBe(false);
  });

  it('moves a subscription whose primary operation changes, tells at once, and marks the next event', async () => {
    raw.subscribe('moved', 'subscription { taskChanged { id note } }');
    raw.subscribe('other', 'subscription { taskChanged { revision } }');
    await until(() => bench.tasks.open() === 2);
    await changeAndAwait('moved', 'other');
    await join(`${FEDERATION_WITH_OVERRIDE}\n${NOTES}`);
    expect((await raw.message('ping')).payload).toEqual({ resubscribed: ['moved'] });
    await until(() => bench.tasks.open() === 2);
    expect(bench.tasks.sessions()).toHaveLength(3);
    await changeAndAwait('moved', 'other');
    await changeAndAwait('moved', 'other');
    const taskChanged = { id: 't1', note: 'note of t1' };
    expect(payloadsOf('moved').slice(1)).toEqual([
      { data: { taskChanged }, extensions: { resubscribed: true } },
      { data: { taskChanged } },
    ]);
    expect(payloadsOf('other')).toEqual([1, 2, 3].map((revision) => ({ data: { taskChanged: { revision } } })));
    expect(raw.end()).toBeUndefined();
  });

  it('ends a subscription that does not fit any more with its reason, and no other', async () => {
    await join(`${FEDERATION}\n${STARS}`);
    raw.subscribe('stars', 'subscription { taskChanged { revision stars } }');
    raw.subscribe('other', 'subscription { taskChanged { revision } }');
    await until(() => bench.tasks.open() === 2);
    await changeAndAwait('stars', 'other');
    expect(payloadsOf('stars')).toEqual([{ data: { taskChanged: { revision: 1, stars: 5 } } }]);
    await leave();
    await raw.message('complete', 'stars');
    expect(payloadsOf('stars')[1]).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'SUBSCRIPTION_SCHEMA_RELOAD',
            retryable: true,
            reasons: ['Cannot query field "stars" on type "Task".'],
          },
        },
      ],
    });
    await until(() => bench.tasks.open() === 1);
    await changeAndAwait('other');
    expect(raw.messages.some(({ type, id }) => type === 'complete' && id === 'other')).toBe(false);
    raw.subscribe('again', 'subscription { taskChanged { revision stars } }');
    expect((await raw.message('error', 'again')).payload).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });

  it('is followed by what joins an old stream before the change has reached it, and by every stream of many', async () => {
    const count = 60;
    for (let index = 0; index < count; index += 1) {
      raw.subscribe(`s${index}`, `subscription { taskChanged { id alias${index}: note } }`);
    }
    await until(() => bench.tasks.open() === count);
    await join(`${FEDERATION_WITH_OVERRIDE}\n${NOTES}`);
    await until(async () => (await bench.metric('live_events_total', 'plan_moved')) === count);
    const told = () => raw.messages.flatMap(({ type, payload }) => (type === 'ping' ? idsIn(payload) : []));
    await until(() => new Set(told()).size === count);
    // What they ask of the tasks is the same now, so they share one stream.
    await until(() => bench.tasks.open() === 1);
    await changeAndAwait('s0', 's59');
    expect(payloadsOf('s59')).toEqual([
      { data: { taskChanged: { id: 't1', alias59: 'note of t1' } }, extensions: { resubscribed: true } },
    ]);
  });
});

const idsIn = (payload: unknown) => (payload as { resubscribed: string[] }).resubscribed;
