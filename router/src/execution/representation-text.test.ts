import { describe, expect, it } from 'vitest';
import type { RequiredSelection } from '../planning/query-plan.ts';
import { compileRepresentationText } from './representation-text.ts';

const leaf = (name: string, more: object = {}): RequiredSelection => ({ kind: 'Field', name, ...more });
const on = (typeCondition: string, ...selections: RequiredSelection[]): RequiredSelection => ({
  kind: 'InlineFragment',
  typeCondition,
  selections: [leaf('__typename'), ...selections],
});
const isOfType = (typename: unknown, condition: string) =>
  typename === condition || (condition === 'Named' && (typename === 'User' || typename === 'Group'));

describe('a representation', () => {
  const write = compileRepresentationText([on('User', leaf('id'), leaf('tags')), on('Product', leaf('upc'))], isOfType);

  it.each([
    { __typename: 'User', id: 'a"b\u2028ü\ud800', tags: [1, { b: null }], other: 1 },
    { __typename: 'User', id: null, tags: -0 },
    { __typename: 'User', id: true, tags: 1e21 },
  ])('is the JSON of its leaves: %j', ({ __typename, id, tags }) => {
    expect(write?.({ __typename, id, tags })).toBe(JSON.stringify({ __typename, id, tags }));
  });

  it('is told by the type of its object', () => {
    expect(write?.({ __typename: 'Product', upc: 1, id: 2 })).toBe('{"__typename":"Product","upc":1}');
  });

  it('is none where the object lacks a part', () => {
    expect(write?.({ __typename: 'User', id: '1' })).toBeNull();
  });

  it('is left to the general way for an unknown type, and where several parts apply', () => {
    expect(write?.({ __typename: 'Other', id: '1' })).toBeUndefined();
    expect(write?.({ id: '1' })).toBeUndefined();
    const both = compileRepresentationText([on('User', leaf('id')), on('Named', leaf('name'))], isOfType);
    expect(both?.({ __typename: 'User', id: '1', name: 'A' })).toBeUndefined();
    expect(both?.({ __typename: 'Group', id: '1', name: 'A' })).toBe('{"__typename":"Group","name":"A"}');
  });

  it('reads a value from where it stands', () => {
    const read = compileRepresentationText([on('User', leaf('id', { readFrom: 'alias' }))], isOfType);
    expect(read?.({ __typename: 'User', alias: '1', id: '2' })).toBe('{"__typename":"User","id":"1"}');
  });

  it.each([
    ['objects within', [on('User', leaf('org', { selections: [leaf('id')] }))]],
    ['a condition', [{ ...on('User', leaf('id')), skipIf: 'quick' } as RequiredSelection]],
    ['no type', [leaf('id')]],
    ['the same twice', [on('User', leaf('id'), leaf('id'))]],
  ])('with %s is not compiled', (_what, requires) => {
    expect(compileRepresentationText(requires, isOfType)).toBeNull();
  });
});
