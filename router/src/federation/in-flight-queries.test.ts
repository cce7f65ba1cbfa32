import type { Session } from '@wecube/kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { departure, type RequestContextParts } from '../router-context.ts';
import { startFaultyServer } from '../testing/faulty-server.ts';
import { until } from '../testing/test-router.ts';
import { startTestSource } from '../testing/test-source.ts';

const QUERY = 'query { from }';

let server: Awaited<ReturnType<typeof startFaultyServer>>;
let source: Awaited<ReturnType<typeof startTestSource>>;

beforeEach(async () => {
  server = await startFaultyServer('A');
  source = await startTestSource({ urls: [server.url], dedupe: true });
  await server.behave('held');
});
afterEach(async () => {
  await source[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const session = (subject: string): Session => ({ kind: 'user', subject, name: subject, roles: [], actions: [] });

function leavable() {
  let leave = () => {};
  const whenGone = departure((gone) => {
    leave = gone;
  });
  return { whenGone, leave: () => leave() };
}

it('answers equal queries with one fetch, each with objects of its own', async () => {
  const queries = Array.from({ length: 5 }, (_, at) => source.fetch(QUERY, { requestId: `req_${at}` }));
  await until(() => server.hits() > 0);
  server.release();
  const answers = await Promise.all(queries);
  expect(server.hits()).toBe(1);
  expect(source.counts.shared).toBe(4);
  expect(new Set(answers.map(({ data }) => data)).size).toBe(5);
  expect(answers.every(({ data }) => data?.['from'] === 'A')).toBe(true);
});

it.each<[string, string, Partial<RequestContextParts>]>([
  ['another identity', QUERY, { session: session('usr_2') }],
  ['another forwarded header', QUERY, { session: session('usr_1'), forwardedHeaders: { 'accept-language': 'zh' } }],
  ['another body', 'query { from again: from }', { session: session('usr_1') }],
  ['a deadline of its own', QUERY, { session: session('usr_1'), deadline: performance.now() + 600_000 }],
])('does not share a fetch with %s', async (_, query, parts) => {
  const queries = [source.fetch(QUERY, { session: session('usr_1') }), source.fetch(query, parts)];
  await until(() => server.hits() === 2);
  server.release();
  await Promise.all(queries);
});

it('never shares a mutation', async () => {
  const mutations = [source.fetch('mutation { from }'), source.fetch('mutation { from }')];
  await until(() => server.hits() === 2);
  server.release();
  await Promise.all(mutations);
});

it('asks anew after a change, though an older fetch is still in flight', async () => {
  const before = source.fetch(QUERY);
  await until(() => server.hits() === 1);
  const change = source.fetch('mutation { from }');
  await until(() => server.hits() === 2);
  source.changes.noted();
  const after = source.fetch(QUERY);
  await until(() => server.hits() === 3);
  server.release();
  await Promise.all([before, change, after]);
});

it('goes on for those who stay, and ends when the last one left', async () => {
  const first = leavable();
  const second = leavable();
  const refused = source.fetch(QUERY, { whenGone: first.whenGone }).catch((error) => error.extensions.code);
  const answered = source.fetch(QUERY, { whenGone: second.whenGone });
  await until(() => server.hits() === 1);
  first.leave();
  expect(await refused).toBe('CLIENT_CLOSED_REQUEST');
  server.release();
  expect((await answered).data).toEqual({ from: 'A' });

  const third = leavable();
  const fourth = leavable();
  const both = [third, fourth].map(({ whenGone }) => source.fetch(QUERY, { whenGone }).catch(() => 'gone'));
  await until(() => server.hits() === 2);
  third.leave();
  fourth.leave();
  expect(await Promise.all(both)).toEqual(['gone', 'gone']);
  await until(() => server.abandoned() === 1);
});
