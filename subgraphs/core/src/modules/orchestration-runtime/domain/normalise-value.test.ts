import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aParameter } from '../testing.ts';
import { normaliseValue } from './normalise-value.ts';

const text = aParameter('p');
const number = aParameter('p', { dataType: 'int' });
const many = aParameter('p', { multiple: true });
const required = aParameter('p', { required: true });

describe('normaliseValue', () => {
  it.each([
    ['an absent value is null', null, text, null],
    ['an empty list is null', [], text, null],
    ['a list of one is its value', ['a'], text, 'a'],
    ['a whole number in plain digits', 3, text, '3'],
    ['a large number in plain digits', 1e21, text, '1000000000000000000000'],
    ['a fraction as it is', 1.5, text, '1.5'],
    ['an object as JSON', { a: 1 }, text, '{"a":1}'],
    ['digits become a number', ' 42 ', number, 42],
    ['a blank number is null', '', number, null],
    ['one value becomes a list', 'a', many, ['a']],
    ['a list stays one', ['a', 2], many, ['a', '2']],
    ['the type list takes many', ['a', 'b'], aParameter('p', { dataType: 'list' }), ['a', 'b']],
    ['an object stays one', { a: 1 }, aParameter('p', { dataType: 'object' }), { a: 1 }],
  ])('%s', (_what, raw, spec, value) => {
    expect(normaliseValue(raw, spec)).toEqual({ ok: true, value });
  });

  it.each([
    ['nothing where something is required', null, required],
    ['an empty list where something is required', [], required],
    ['a blank where something is required', '  ', required],
    ['an empty list of many where something is required', [], { ...many, required: true }],
    ['two values where one is taken', ['a', 'b'], text],
    ['a word where a number is taken', 'ten', number],
    ['a fraction where a whole number is taken', 1.5, number],
    ['a text where an object is taken', 'a', aParameter('p', { dataType: 'object' })],
  ])('refuses %s', (_what, raw, spec) => {
    expect(normaliseValue(raw, spec).ok).toBe(false);
  });

  it('prints every safe integer so that it reads back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const normalised = normaliseValue(value, text);
        expect(normalised).toEqual({ ok: true, value: String(value) });
      }),
    );
  });
});
