import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../server.ts';
import { startStaticRouter } from '../static/start-static-router.ts';
import { writeSupergraph } from '../testing/test-supergraph.ts';
import { startSubgraphs } from './suite.ts';
import { SUITES } from './suites.ts';

const LONG = 120_000;
const WAYS = [
  { planner: 'js', executor: 'compiled' },
  { planner: 'js', executor: 'apollo' },
  { planner: 'native', executor: 'compiled' },
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(SUITES)('$topic', (suite) => {
  let subgraphs: Awaited<ReturnType<typeof startSubgraphs>>;

  beforeAll(async () => {
    subgraphs = await startSubgraphs(suite);
    await writeSupergraph(join(folder, `${suite.topic}.graphql`), subgraphs.served);
  }, LONG);
  afterAll(() => subgraphs[Symbol.asyncDispose]());

  describe.each(WAYS)('planner $planner, executor $executor', ({ planner, executor }) => {
    const cases = suite.cases.filter(({ nativeOnly }) => !nativeOnly || planner === 'native');
    let router: Service;

    beforeAll(async () => {
      router = await startStaticRouter({
        supergraph: join(folder, `${suite.topic}.graphql`),
        environment: {},
        settings: {
          WECUBE_ROUTER_PORT: '0',
          WECUBE_LOG_LEVEL: 'silent',
          WECUBE_ROUTER_PLANNER: planner,
          WECUBE_ROUTER_EXECUTOR: executor,
        },
      });
    }, LONG);
    afterAll(() => router[Symbol.asyncDispose]());

    // Asked twice: the second time by what was kept of the first.
    it.each(cases)('$query', { timeout: LONG }, async ({ query, variables, data, errors }) => {
      for (const _round of query.includes('mutation') ? [1] : [1, 2]) {
        const answer = await ask(router.url, query, variables);
        expect(answer.data).toEqual(data);
        expect(answer.errors !== undefined).toBe(errors === true);
      }
    });
  });
});

async function ask(url: string, query: string, variables?: object): Promise<{ data?: unknown; errors?: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as object;
}
