import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { EMBEDDED_TYPES } from './cache.ts';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const objectTypes = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !type.name.startsWith('__') && !['Query', 'Mutation', 'Subscription'].includes(type.name));

it('knows every type without an id as embedded', () => {
  const withoutId = objectTypes
    .filter((type) => !type.getFields().id && !/(Connection|Edge)$/.test(type.name))
    .map((type) => type.name);
  expect(withoutId.filter((name) => !(EMBEDDED_TYPES as readonly string[]).includes(name))).toEqual([]);
});

it('embeds no type that does not exist', () => {
  const known = new Set(objectTypes.map((type) => type.name));
  expect(EMBEDDED_TYPES.filter((name) => !known.has(name))).toEqual([]);
});
