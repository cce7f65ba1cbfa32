import { afterEach, expect, it } from 'vitest';
import { type Executor, startExecutor } from '../testing/executors.ts';
import { shopSubgraphs } from '../testing/shop-graph.ts';
import type { BailReason, ExecutionWay } from './compiled-operation.ts';

let executor: Executor | undefined;
afterEach(() => executor?.hotSwap.gateway.stop());

async function waysOf(source: string, options: { passthrough?: boolean; executor?: 'compiled' | 'apollo' } = {}) {
  const ways: ExecutionWay[] = [];
  const bails: BailReason[] = [];
  executor = await startExecutor(shopSubgraphs, {
    executor: 'compiled',
    passthrough: true,
    ...options,
    onWay: (way) => ways.push(way),
    onBail: (reason) => bails.push(reason),
  });
  await executor.run(source);
  return { ways, bails };
}

it.each([
  ['what one service answers', '{ products { id name raw maker { id } } }', 'passthrough'],
  ['fragments over one service', '{ products { ...F } } fragment F on Product { id name }', 'passthrough'],
  ['what two services answer', '{ products { id inStock } }', 'compiled'],
  ['an enum with values that clients may not see', '{ kinds }', 'compiled'],
  ['an answer with errors', '{ products { id broken } }', 'compiled'],
  ['a condition', '{ products { id name @skip(if: false) } }', 'compiled'],
  ['a mutation', 'mutation { rename(id: "1", name: "N") { id } }', 'compiled'],
  ['the schema', '{ __schema { queryType { name } } }', 'apollo'],
])('%s', async (_what, source, way) => {
  expect((await waysOf(source)).ways).toEqual([way]);
});

it('passes nothing through when told so', async () => {
  expect((await waysOf('{ products { id } }', { passthrough: false })).ways).toEqual(['compiled']);
});

it('leaves all to Apollo when told so', async () => {
  expect(await waysOf('{ products { id } }', { executor: 'apollo' })).toEqual({ ways: ['apollo'], bails: [] });
});

it.each([
  ['{ __schema { queryType { name } } }', 'introspection'],
  ['{ products { constructor: name } }', 'reserved-name'],
  ['{ products { strictly inStock } }', 'unusual-value'],
] as const)('counts why it did not write the answer itself: %s', async (source, reason) => {
  expect((await waysOf(source)).bails).toEqual([reason]);
});
