import { afterEach, beforeEach, expect, it } from 'vitest';
import { departure } from '../router-context.ts';
import { startFaultyServer } from '../testing/faulty-server.ts';
import { until } from '../testing/test-router.ts';
import { startTestSource } from '../testing/test-source.ts';

const QUERY = '{ from }';

let servers: Awaited<ReturnType<typeof startFaultyServer>>[];
let source: Awaited<ReturnType<typeof startTestSource>>;

const start = async (more: object = {}) => {
  servers = [await startFaultyServer('first'), await startFaultyServer('second')];
  source = await startTestSource({ urls: servers.map(({ url }) => url), ...more });
};

beforeEach(() => start());
afterEach(async () => {
  await source[Symbol.asyncDispose]();
  for (const server of servers) await server[Symbol.asyncDispose]();
});

it('hands on the bytes of an answer that needs no look', async () => {
  expect(await source.pass(QUERY)).toEqual({ passed: '{"data":{"from":"first"}}' });
  expect(source.counts).toMatchObject({ attempts: 1, retries: 0 });
  expect(source.pool.instances[0]).toMatchObject({ inFlight: 0, lastError: null });
});

it.each(['reset', 'garbage', 500, 503, 'refused'] as const)('goes on at the next instance after %s', async (fault) => {
  await servers[0]?.behave(fault);
  expect(await source.pass(QUERY)).toEqual({ looked: '{"data":{"from":"second"}}' });
  expect(source.counts).toMatchObject({ attempts: 2, retries: 1 });
  expect(source.pool.instances.map(({ inFlight }) => inFlight)).toEqual([0, 0]);
});

it('tells of a refusal as any other fetch does', async () => {
  await servers[0]?.behave(400);
  const asked = source.send(QUERY, true).catch((error: Error) => error.message);
  expect(await source.pass(QUERY).catch((error: Error) => error.message)).toBe(await asked);
});

it('leaves the choice among instances, and deadlines of clients, to the careful way', async () => {
  expect(await source.pass(QUERY, { deadline: performance.now() + 5_000 })).toBe('not begun');
  const [first, second] = source.pool.instances;
  if (!first || !second) throw new Error('no instances');
  source.pool.prefer(second, 'test');
  expect(await source.pass(QUERY)).toBe('not begun');
  source.pool.release(second, 'test');
  source.pool.drain(first, 'test');
  expect(await source.pass(QUERY)).toBe('not begun');
});

it('is cut when its client leaves', async () => {
  await servers[0]?.behave('held');
  let leave = () => {};
  const whenGone = departure((gone) => {
    leave = gone;
  });
  const passing = source.pass(QUERY, { whenGone }).catch((error: Error) => error);
  await until(() => servers[0]?.hits() === 1);
  leave();
  await until(() => servers[0]?.abandoned() === 1);
  expect(await passing).toBeInstanceOf(Error);
});

it('is shared by equal queries, and goes on for them when its own client leaves', async () => {
  await source[Symbol.asyncDispose]();
  await start({ dedupe: true });
  await servers[0]?.behave('held');
  let leave = () => {};
  const whenGone = departure((gone) => {
    leave = gone;
  });
  const first = source.pass(QUERY, { whenGone });
  await until(() => servers[0]?.hits() === 1);
  expect(await source.pass(QUERY)).toBe('not begun');
  const bare = source.sendBare(QUERY);
  await until(() => source.counts.shared === 1);
  leave();
  servers[0]?.release();
  expect((await bare).json()).toEqual({ data: { from: 'first' } });
  await first;
  expect(servers[0]?.hits()).toBe(1);
  await servers[0]?.behave('none');
  expect(await source.pass(QUERY)).toEqual({ passed: '{"data":{"from":"first"}}' });
});
