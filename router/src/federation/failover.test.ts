import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { departure } from '../router-context.ts';
import { startFaultyServer } from '../testing/faulty-server.ts';
import { until } from '../testing/test-router.ts';
import { startTestSource } from '../testing/test-source.ts';

const QUERY = 'query { from }';
const MUTATION = 'mutation { from }';

let primary: Awaited<ReturnType<typeof startFaultyServer>>;
let backup: Awaited<ReturnType<typeof startFaultyServer>>;

beforeEach(async () => {
  primary = await startFaultyServer('A');
  backup = await startFaultyServer('B');
});
afterEach(async () => {
  await primary[Symbol.asyncDispose]();
  await backup[Symbol.asyncDispose]();
});

const both = () => [primary.url, backup.url];

const errorOf = async (fetch: Promise<unknown>): Promise<GraphQLError> => {
  const error = await fetch.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphQLError)) throw new Error(`no GraphQLError but ${String(error)}`);
  return error;
};

it('leaves an instance alone until its Retry-After is over', async () => {
  let now = Date.now();
  await using source = await startTestSource({ urls: both(), instance: { clock: { now: () => now } } });
  await primary.behave({ status: 503, retryAfter: '7' });
  expect((await source.fetch(MUTATION)).data).toEqual({ from: 'B' });
  expect((await source.fetch(QUERY)).data).toEqual({ from: 'B' });
  expect(primary.hits()).toBe(1);
  await primary.behave('none');
  now += 7_001;
  expect((await source.fetch(QUERY)).data).toEqual({ from: 'A' });
});

it('answers itself while every instance wants to be left alone, and says for how long', async () => {
  await using source = await startTestSource({ urls: both() });
  await primary.behave({ status: 503, retryAfter: '30' });
  await backup.behave({ status: 429, retryAfter: '20' });
  await errorOf(source.fetch(QUERY));
  expect([primary.hits(), backup.hits()]).toEqual([1, 1]);
  const { extensions } = await errorOf(source.fetch(MUTATION));
  expect([primary.hits(), backup.hits()]).toEqual([1, 1]);
  expect(extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
  expect(extensions['retryAfterSeconds']).toBeGreaterThan(0);
  expect(extensions['retryAfterSeconds']).toBeLessThanOrEqual(20);
});

it('tries again no more than the budget allows, and says so', async () => {
  await using source = await startTestSource({ urls: both() });
  await primary.behave(500);
  await backup.behave(500);
  const errors = await Promise.all(Array.from({ length: 600 }, () => errorOf(source.fetch(QUERY))));
  const refused = errors.filter(({ extensions }) => extensions['retryBudgetUsedUp'] === true);
  expect(source.counts.refused).toBeGreaterThan(0);
  expect(refused).toHaveLength(source.counts.refused);
  expect(refused[0]?.message).toContain('too many requests to this service are retries');
  expect(primary.hits() + backup.hits()).toBeLessThanOrEqual(600 + 200 + 0.2 * 600);
});

it('sends one request of many to a half-open instance, and never a mutation', async () => {
  let now = Date.now();
  await using source = await startTestSource({ urls: both(), instance: { clock: { now: () => now } } });
  await primary.behave(500);
  for (let count = 0; count < 4; count += 1) await source.fetch(QUERY);
  expect(source.pool.instances[0]?.breaker.state).toBe('OPEN');
  await primary.behave('held');
  await backup.behave('none');
  now += 2_001;
  expect((await source.fetch(MUTATION)).data).toEqual({ from: 'B' });
  expect(primary.hits()).toBe(0);
  const answers = Promise.all(Array.from({ length: 40 }, () => source.fetch(QUERY)));
  await until(() => backup.hits() === 1 + 39);
  expect(primary.hits()).toBe(1);
  primary.release();
  expect((await answers).filter(({ data }) => data?.['from'] === 'A')).toHaveLength(1);
  expect(source.pool.instances[0]?.breaker.state).toBe('CLOSED');
});

it('prefers a primary that came back only after its hold-down', async () => {
  let now = Date.now();
  await using source = await startTestSource({ urls: both(), instance: { clock: { now: () => now } } });
  const askedFrom = async () => (await source.fetch(QUERY)).data?.['from'];
  await primary.behave('refused');
  await source.pool.probe();
  await source.pool.probe();
  expect(source.pool.instances[0]?.state).toBe('DOWN');
  await primary.behave('none');
  await source.pool.probe();
  await source.pool.probe();
  expect(source.pool.instances[0]?.state).toBe('UP');
  expect(await askedFrom()).toBe('B');
  now += 2_001;
  expect(await askedFrom()).toBe('A');
});

it('tries instances that are down when there is nothing better', async () => {
  await using source = await startTestSource({ urls: both(), pool: { probeIntervalMs: 60_000 } });
  await primary.behave('refused');
  await backup.behave('refused');
  await source.pool.probe();
  await source.pool.probe();
  expect(source.pool.instances.map(({ state }) => state)).toEqual(['DOWN', 'DOWN']);
  await backup.behave('none');
  expect((await source.fetch(MUTATION)).data).toEqual({ from: 'B' });
});

it('tells the subgraph how long anyone waits, and ends at the deadline of the client', async () => {
  await using source = await startTestSource({ urls: both(), attemptMs: 2_000 });
  await source.fetch(QUERY);
  expect(primary.given()['x-wecube-timeout-ms']).toBe('2000');
  await source.fetch(QUERY, { deadline: performance.now() + 1_000 });
  expect(Number(primary.given()['x-wecube-timeout-ms'])).toBeLessThanOrEqual(1_000);
  await primary.behave('hang');
  const { extensions } = await errorOf(source.fetch(MUTATION, { deadline: performance.now() + 50 }));
  expect(extensions).toMatchObject({ code: 'SUBGRAPH_TIMEOUT', retryable: false });
  expect(backup.hits()).toBe(0);
});

it('ends the request to the subgraph when the client leaves', async () => {
  await using source = await startTestSource({ urls: both() });
  await primary.behave('hang');
  let leave = () => {};
  const whenGone = departure((gone) => {
    leave = gone;
  });
  const error = errorOf(source.fetch(QUERY, { whenGone }));
  await until(() => primary.hits() === 1);
  leave();
  expect((await error).extensions['code']).toBe('CLIENT_CLOSED_REQUEST');
  await until(() => primary.abandoned() === 1);
  expect(backup.hits()).toBe(0);
  expect(source.pool.instances[0]?.breaker.state).toBe('CLOSED');
});

it('keeps connections for queries, and opens a new one for each mutation', async () => {
  await using source = await startTestSource({ urls: both() });
  await primary.behave('none');
  for (let count = 0; count < 5; count += 1) await source.fetch(QUERY);
  expect(primary.connections()).toBeLessThanOrEqual(2);
  await primary.behave('none');
  for (let count = 0; count < 5; count += 1) await source.fetch(MUTATION);
  expect(primary.connections()).toBe(5);
});

it('gives a drained instance no new work and lets it finish what it has', async () => {
  await using source = await startTestSource({ urls: both() });
  const [first] = source.pool.instances;
  if (!first) throw new Error('no instance');
  let told = 0;
  first.onDrain(() => (told += 1));
  await primary.behave('held');
  const slow = source.fetch(QUERY);
  await until(() => primary.hits() === 1);
  source.pool.drain(first, 'ada');
  expect(told).toBe(1);
  expect((await source.fetch(QUERY)).data).toEqual({ from: 'B' });
  primary.release();
  expect((await slow).data).toEqual({ from: 'A' });
  source.pool.setAddresses([{ url: backup.url }]);
  source.pool.setAddresses([{ url: primary.url }, { url: backup.url }]);
  await source.pool.probe();
  expect(source.pool.instances.map(({ state }) => state)).toEqual(['DRAINING', 'UP']);
});

it('goes to the preferred instance for as long as it works', async () => {
  await using source = await startTestSource({ urls: both() });
  const [, second] = source.pool.instances;
  if (!second) throw new Error('no instance');
  source.pool.prefer(second, 'ada');
  expect((await source.fetch(QUERY)).data).toEqual({ from: 'B' });
  await backup.behave('refused');
  expect((await source.fetch(QUERY)).data).toEqual({ from: 'A' });
  await backup.behave('none');
  source.pool.release(second, 'ada');
  expect((await source.fetch(QUERY)).data).toEqual({ from: 'A' });
  expect(second.history.changes.map(({ reason }) => reason)).toEqual(['JOINED', 'PREFERRED', 'TOOK_OVER', 'RELEASED']);
});
