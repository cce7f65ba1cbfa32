import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fault, startFaultyServer } from '../testing/faulty-server.ts';
import { startTestSource } from '../testing/test-source.ts';

const QUERY = 'query { from }';
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
const MUTATION = 'mutation { from }';
const UNKNOWN = 'SUBGRAPH_FAILED';

type Expected = { from: 'A' | 'B' } | { code: string };
/** What answers, and how often the primary and the backup were reached. */
type Row = [
  fault: Fault,
  query: Expected,
  mutation: Expected,
  queryHits: [number, number],
  mutationHits: [number, number],
];

const TABLE: Row[] = [
  ['none', { from: 'A' }, { from: 'A' }, [1, 0], [1, 0]],
  ['refused', { from: 'B' }, { from: 'B' }, [0, 1], [0, 1]],
  ['reset', { from: 'B' }, { code: UNKNOWN }, [1, 1], [1, 0]],
  ['hang', { from: 'B' }, { code: 'SUBGRAPH_TIMEOUT' }, [1, 1], [1, 0]],
  ['garbage', { from: 'B' }, { code: UNKNOWN }, [1, 1], [1, 0]],
  [500, { from: 'B' }, { code: UNKNOWN }, [1, 1], [1, 0]],
  [502, { from: 'B' }, { code: UNKNOWN }, [1, 1], [1, 0]],
  [504, { from: 'B' }, { code: UNKNOWN }, [1, 1], [1, 0]],
  [503, { from: 'B' }, { from: 'B' }, [1, 1], [1, 1]],
  [429, { from: 'B' }, { from: 'B' }, [1, 1], [1, 1]],
  [404, { code: 'SUBGRAPH_REFUSED' }, { code: 'SUBGRAPH_REFUSED' }, [1, 0], [1, 0]],
];

let primary: Awaited<ReturnType<typeof startFaultyServer>>;
let backup: Awaited<ReturnType<typeof startFaultyServer>>;

beforeAll(async () => {
  primary = await startFaultyServer('A');
  backup = await startFaultyServer('B');
});
afterAll(async () => {
  await primary[Symbol.asyncDispose]();
  await backup[Symbol.asyncDispose]();
});

async function run(query: string, fault: Fault, backupFault: Fault = 'none', raw = false) {
  await primary.behave('none');
  await backup.behave('none');
  await using source = await startTestSource({ urls: [primary.url, backup.url], attemptMs: 150, deadlineMs: 1_500 });
  await primary.behave(fault);
  await backup.behave(backupFault);
  return await source.send(query, raw).then(
    (answer) => answer.json().data as Expected,
    (error: unknown) => {
      if (!(error instanceof GraphQLError)) throw error;
      return { code: String(error.extensions['code']), retryable: error.extensions['retryable'] };
    },
  );
}

describe.each(TABLE)('a primary with the fault %s', (fault, query, mutation, queryHits, mutationHits) => {
  it('serves a query or says why not', async () => {
    expect(await run(QUERY, fault)).toMatchObject(query);
    expect([primary.hits(), backup.hits()]).toEqual(queryHits);
  });

  it('treats an entity fetch as a query', async () => {
    expect(await run(ENTITIES, fault)).toMatchObject(query);
    expect([primary.hits(), backup.hits()]).toEqual(queryHits);
  });

  it('does the same when the text is passed on as it is', async () => {
    expect(await run(QUERY, fault, 'none', true)).toMatchObject(query);
    expect([primary.hits(), backup.hits()]).toEqual(queryHits);
  });

  it('repeats a mutation only when it was certainly not executed', async () => {
    expect(await run(MUTATION, fault)).toMatchObject(mutation);
    expect([primary.hits(), backup.hits()]).toEqual(mutationHits);
  });
});

describe('when no instance works', () => {
  it('tells that nothing was executed when none could be reached', async () => {
    expect(await run(MUTATION, 'refused', 'refused')).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
  });

  it('gives up a query at its deadline', async () => {
    expect(await run(QUERY, 'hang', 'hang')).toEqual({ code: 'SUBGRAPH_TIMEOUT', retryable: true });
    expect(primary.hits() + backup.hits()).toBeGreaterThan(1);
  });
});
