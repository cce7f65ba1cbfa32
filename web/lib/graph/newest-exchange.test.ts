import { Client, type Exchange, fetchExchange, gql } from 'urql';
import { expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { newestExchange, overtakenIn } from './newest-exchange.ts';

const RUN = gql`query Run { run(id: "r") { id status version } }`;
const OPERATE = gql`mutation Operate { operateRun { run { id status version } } }`;
const run = (version: number, status: string) => ({ __typename: 'Run', id: 'r', status, version });

/** A server that answers each request with the next of these. */
function answering(answers: unknown[]): { client: Client; asked: () => number } {
  let asked = 0;
  const answer = async () => {
    asked += 1;
    return Response.json({ data: answers.shift() });
  };
  const exchanges: Exchange[] = [createCache(), newestExchange(), fetchExchange];
  return {
    client: new Client({ url: 'http://server.invalid/', preferGetMethod: false, exchanges, fetch: answer }),
    asked: () => asked,
  };
}

const shown = (client: Client) => client.readQuery(RUN, {})?.data?.run;

it('keeps the newer state when the answer of a click comes last', async () => {
  const { client } = answering([
    { run: run(7, 'COMPLETED') },
    { operateRun: { __typename: 'RunPayload', run: run(5, 'IN_PROGRESS') } },
  ]);
  await client.query(RUN, {}).toPromise();
  const { data, error } = await client.mutation(OPERATE, {}).toPromise();
  expect(error).toBeUndefined();
  expect(data?.operateRun.run.id).toBe('r');
  expect(shown(client)).toMatchObject({ version: 7, status: 'COMPLETED' });
});

it('takes what is newer', async () => {
  const { client } = answering([
    { run: run(5, 'IN_PROGRESS') },
    { operateRun: { __typename: 'RunPayload', run: run(6, 'COMPLETED') } },
  ]);
  await client.query(RUN, {}).toPromise();
  await client.mutation(OPERATE, {}).toPromise();
  expect(shown(client)).toMatchObject({ version: 6, status: 'COMPLETED' });
});

it('asks a query again whose answer was overtaken', async () => {
  const { client, asked } = answering([
    { run: run(5, 'IN_PROGRESS') },
    { operateRun: { __typename: 'RunPayload', run: run(7, 'COMPLETED') } },
    { run: run(6, 'IN_PROGRESS') },
    { run: run(7, 'COMPLETED') },
  ]);
  const states: unknown[] = [];
  const watching = client.query(RUN, {}).subscribe(({ data }) => states.push(data?.run.version));
  await expect.poll(() => states).toEqual([5]);
  await client.mutation(OPERATE, {}).toPromise();
  await client.query(RUN, {}, { requestPolicy: 'network-only' }).toPromise();
  await expect.poll(asked).toBe(4);
  await expect.poll(() => shown(client)).toMatchObject({ version: 7, status: 'COMPLETED' });
  watching.unsubscribe();
});

it('believes a server that keeps giving the older version', async () => {
  const old = { run: run(3, 'PAUSED') };
  const { client, asked } = answering([{ run: run(5, 'IN_PROGRESS') }, old, old, old, old, old]);
  const watching = client.query(RUN, {}).subscribe(() => {});
  await expect.poll(asked).toBe(1);
  await client.query(RUN, {}, { requestPolicy: 'network-only' }).toPromise();
  await expect.poll(asked).toBe(5);
  await client.query(RUN, {}, { requestPolicy: 'network-only' }).toPromise();
  expect(asked()).toBe(6);
  expect(shown(client)).toMatchObject({ version: 3 });
  watching.unsubscribe();
});

it('looks into lists, and knows nothing of types without a version', () => {
  const newest = new Map<string, number>();
  expect(overtakenIn({ runs: { nodes: [run(3, 'PAUSED')] } }, newest)).toEqual([]);
  expect(overtakenIn({ runs: { nodes: [run(2, 'IN_PROGRESS'), null] } }, newest)).toEqual([run(2, 'IN_PROGRESS')]);
  expect(overtakenIn({ role: { __typename: 'Role', id: 'r', version: 1 } }, newest)).toEqual([]);
});
