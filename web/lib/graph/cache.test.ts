import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { TYPES_WITHOUT_ID } from '../../gql/types-without-id.ts';
import { createCache, IDS_WITHIN_PARENT } from './cache.ts';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const objectTypes = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !type.name.startsWith('__') && !['Query', 'Mutation', 'Subscription'].includes(type.name));

it('is told every type without an id', () => {
  const withoutId = objectTypes.filter((type) => !type.getFields()['id']).map(({ name }) => name);
  expect([...TYPES_WITHOUT_ID]).toEqual(withoutId.sort());
});

it('knows by name only types that have an id, which is unique within the parent only', () => {
  const withId = new Set(objectTypes.filter((type) => type.getFields()['id']).map(({ name }) => name));
  expect(IDS_WITHIN_PARENT.filter((name) => !withId.has(name))).toEqual([]);
});

it('is made of it without a complaint', () => {
  expect(createCache()).toBeTypeOf('function');
});
