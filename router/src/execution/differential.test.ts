import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Executor, startExecutor } from '../testing/executors.ts';
import { shopSubgraphs } from '../testing/shop-graph.ts';

type Case = [what: string, source: string, variables?: Record<string, unknown>, operationName?: string];

const CASES: Case[] = [
  ['scalars of one service', '{ products { id name kind tags raw weight } }'],
  [
    'arguments and aliases',
    '{ a: products(first: 1) { n: name g: weight(unit: G) kg: weight } b: product(id: "2") { id } }',
  ],
  ['an object that is not there', '{ product(id: "9") { id name shipping } }'],
  ['fields of other services', '{ products { name inStock old rating } }'],
  ['a field that requires another', '{ products(first: 4) { shipping } }'],
  ['a field required that the client asks for too', '{ products { weight shipping } }'],
  ['a field required with two more', '{ persons { greeting } reviews { author { greeting } } }'],
  ['a provided field', '{ reviews { author { name } } }'],
  ['a provided field and others', '{ reviews { author { name email friends { name } } } }'],
  ['shared fields', '{ products { size { width height } } }'],
  ['an entity by its other key', '{ reviews { product { name sku inStock } } }'],
  [
    'a long way and back',
    '{ reviews { product { reviews(best: 1) { author { reviews { product { name maker { name } } } } } } } }',
  ],
  [
    'the same entities often',
    '{ products { maker { name home { city owner { name } } friends { name boss { name } } } } }',
  ],
  [
    'equal entities with arguments that differ',
    '{ products { maker { boss { reviews { text } } } related { r: reviews(best: 1) { id } maker { name } } reviews { r: text } } }',
  ],
  [
    'fragments',
    'query { products { ...F ... on Product { name ...F } } } fragment F on Product { id maker { ...P } } fragment P on Person { name }',
  ],
  ['an interface', '{ nodes { __typename id ... on Product { name inStock } } }'],
  ['an interface without its type', '{ nodes { id ... on Product { shipping } } }'],
  ['a union', '{ search { __typename ... on Product { id name rating } ... on Person { id name email } } }'],
  [
    'a union with the same key twice',
    '{ search { ... on Product { x: name m: maker { name } } ... on Person { x: email m: boss { name } } } }',
  ],
  ['an interface object', '{ media { id title stars } }'],
  [
    'an interface object and its types',
    '{ media { __typename stars ... on Book { pages } ... on Film { minutes maker { name } reviews { author { name } } } } }',
  ],
  [
    'lists of lists',
    '{ numbers shelves { id name inStock } products { places { shelf warehouse { code label } product { name } } } }',
  ],
  [
    'variables',
    'query ($first: Int, $unit: Unit = G, $ids: [ID!]) { products(first: $first) { weight(unit: $unit) } persons(ids: $ids) { id } }',
    { first: 2, ids: ['a', 'x'] },
  ],
  [
    'variables by their defaults',
    'query ($first: Int = 1, $long: Boolean = true) { products(first: $first) { places { warehouse { label(long: $long) } } } }',
  ],
  ['an enum that does not exist', 'query ($unit: Unit) { products { weight(unit: $unit) } }', { unit: 'TON' }],
  ['a variable that is missing', 'query ($id: ID!) { product(id: $id) { id } }'],
  [
    'skipped fields',
    'query ($no: Boolean!) { products { id name @skip(if: $no) maker @include(if: $no) { name } inStock @include(if: $no) } }',
    { no: true },
  ],
  [
    'included fields',
    'query ($no: Boolean!) { products { id name @skip(if: $no) maker @include(if: $no) { name } inStock @include(if: $no) } }',
    { no: false },
  ],
  [
    'conditions by default',
    'query ($with: Boolean = false) { products { id rating @include(if: $with) ... @skip(if: $with) { old } } }',
  ],
  ['fixed conditions', '{ products { id name @skip(if: true) old @include(if: true) } }'],
  [
    'a condition on a fragment',
    'query ($f: Boolean!) { search { ...R @include(if: $f) __typename } } fragment R on Result { ... on Person { name } }',
    { f: true },
  ],
  ['an error at a nullable field', '{ products { id broken } }'],
  ['an error in another service', '{ products(first: 4) { id broken2 } }'],
  ['an error that empties its parent', '{ products { id needed } }'],
  ['an error at a required field of an entity', '{ persons { id nick } }'],
  ['an error far down, at entities that stand at several places', '{ products { id maker { nick } } }'],
  ['errors of several services', '{ products { broken broken2 maker { nick } } persons { nick } }'],
  ['null where none may be', '{ product(id: "3") { id strictly } products { id } }'],
  ['null that rises to a list', '{ products { id strictly } }'],
  ['null that rises through an object', '{ strict { fine inner { value } } }'],
  ['nulls within lists', '{ persons(ids: ["a", "z", "c"]) { name greeting } }'],
  ['only the name of the type', '{ __typename }'],
  ['names of types', '{ __typename t: __typename products(first: 1) { __typename maker { k: __typename name } } }'],
  ['the schema alone', '{ __schema { queryType { name } } }'],
  ['the schema and data', '{ __type(name: "Kind") { enumValues { name } } products { name inStock } }'],
  ['names that objects inherit', '{ products { constructor: name toString: id __proto__: sku } }'],
  ['a mutation', 'mutation { rename(id: "1", name: "N") { id name } }'],
  [
    'a mutation and what follows in other services',
    'mutation { rename(id: "2", name: "N") { name inStock maker { name } } }',
  ],
  [
    'mutations in order',
    'mutation { a: rename(id: "1", name: "A") { name rating } r: review(sku: "s2", text: "T") { text product { name } } b: rename(id: "2", name: "B") { name } }',
  ],
  ['a mutation that fails', 'mutation { fail { id } rename(id: "1", name: "A") { name shipping } }'],
  ['one of several operations', 'query A { me { id } } query B { me { name reviews { text } } }', {}, 'B'],
  ['an operation that is not there', 'query A { me { id } } query B { me { name } }', {}, 'C'],
];

const EXECUTORS = {
  'the compiled executor with the JS planner': { executor: 'compiled', planner: 'js', passthrough: false },
  'the compiled executor with passthrough': { executor: 'compiled', planner: 'js', passthrough: true },
  'the compiled executor with the native planner': { executor: 'compiled', planner: 'native', passthrough: true },
} as const;

let reference: Executor;
beforeAll(async () => {
  reference = await startExecutor(shopSubgraphs, { executor: 'apollo', planner: 'js', passthrough: false });
});
afterAll(() => reference.hotSwap.gateway.stop());

describe.each(Object.entries(EXECUTORS))('%s', (_name, options) => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await startExecutor(shopSubgraphs, options);
  });
  afterAll(() => executor.hotSwap.gateway.stop());

  it.each(CASES)('answers as Apollo does: %s', async (_what, source, variables, operationName) => {
    const outcome = (by: Executor) => by.run(source, variables, operationName).catch((error: Error) => error.message);
    expect(await outcome(executor)).toEqual(await outcome(reference));
    // A second time, from what was compiled.
    expect(await outcome(executor)).toEqual(await outcome(reference));
  });

  it('names the place of a failed entity among others that it did not ask for', async () => {
    const { errors } = await executor.run('{ search { ... on Product { broken2 } } }');
    expect(errors).toMatchObject([{ message: 'no stock of 3', path: ['search', 2, 'broken2'] }]);
  });

  it('asks for equal entities once', async () => {
    const sent = executor.subgraphs.get('people')?.sent ?? [];
    sent.length = 0;
    await executor.run('{ products(first: 4) { maker { name } } }');
    const lists = sent.flatMap(({ variables }) => Object.values(JSON.parse(variables ?? '{}')));
    expect(lists).toEqual([['a', 'b'].map((id) => ({ __typename: 'Person', id }))]);
  });
});
