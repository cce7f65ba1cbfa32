import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LiveBench, startLiveBench } from '../testing/live-bench.ts';
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startSeverableLink } from '../testing/severable-link.ts';
import { startTaskSubgraph, type TaskSubgraph } from '../testing/task-subgraph.ts';
import { until } from '../testing/test-router.ts';

const SUBSCRIBERS = 500;
const PER_SOCKET = 10;
const EVENTS = 40;
const PATIENCE_MS = 60_000;

let bench: LiveBench;
let backup: TaskSubgraph;
let link: Awaited<ReturnType<typeof startSeverableLink>>;

beforeEach(async () => {
  backup = await startTaskSubgraph();
  bench = await startLiveBench({}, async (own) => {
    link = await startSeverableLink(own);
    return [link.url, backup.url];
  });
});
afterEach(async () => {
  await link[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
  await backup[Symbol.asyncDispose]();
});

const nexts = (raw: RawSocket) => raw.messages.filter(({ type }) => type === 'next');
const all = (sockets: RawSocket[], count: number) =>
  until(() => sockets.every((raw) => nexts(raw).length === count * PER_SOCKET), PATIENCE_MS);

it('500 subscribers share one stream; when it is killed all of them get what comes next, in order, and nobody is ended', async () => {
  const sockets = await Promise.all(
    Array.from({ length: SUBSCRIBERS / PER_SOCKET }, () => openRawSocket(bench.router.url, { token: bench.token })),
  );
  for (const raw of sockets) {
    for (let id = 0; id < PER_SOCKET; id += 1)
      raw.subscribe(`s${id}`, 'subscription { taskChanged { revision owner { name } } }');
  }
  await until(async () => (await bench.metric('ws_operations')) === SUBSCRIBERS, PATIENCE_MS);
  await until(() => bench.tasks.open() === 1, PATIENCE_MS);
  expect(await bench.metric('shared_streams')).toBe(1);
  for (let count = 0; count < EVENTS; count += 1) bench.tasks.change();
  await all(sockets, EVENTS);
  await link.cut();
  await until(() => backup.open() === 1, PATIENCE_MS);
  for (const raw of sockets) {
    const { payload } = await raw.message('ping');
    expect((payload as { resubscribed: string[] }).resubscribed).toHaveLength(PER_SOCKET);
  }
  for (let count = 0; count < EVENTS; count += 1) backup.change();
  await all(sockets, 2 * EVENTS);
  const ofOne = Array.from({ length: EVENTS }, (_, index) => index + 1);
  for (const raw of sockets) {
    const mine = nexts(raw)
      .filter(({ id }) => id === 's3')
      .map(({ payload }) => payload as Event);
    expect(mine.map(({ data }) => data.taskChanged.revision)).toEqual([...ofOne, ...ofOne]);
    expect(mine.flatMap(({ extensions }, index) => (extensions ? [index] : []))).toEqual([EVENTS]);
    expect(raw.end()).toBeUndefined();
  }
  for (const { socket } of sockets) socket.terminate();
  await until(() => backup.open() === 0, PATIENCE_MS);
  expect(await bench.metric('ws_operations')).toBe(0);
}, 180_000);

type Event = { data: { taskChanged: { revision: number } }; extensions?: object };
