import { expect, it } from 'vitest';
import { touchedNames } from './touched-names.ts';

it('names entities and attributes, a reference at the entity that has it', () => {
  const text = "estate:unit{code eq 'x'}~(unit)estate:host.unit>estate:unit.name";
  expect(touchedNames(text)).toEqual([
    { entity: 'estate:unit', attribute: null },
    { entity: 'estate:unit', attribute: 'code' },
    { entity: 'estate:host', attribute: 'unit' },
    { entity: 'estate:host', attribute: null },
    { entity: 'estate:host', attribute: 'unit' },
    { entity: 'estate:unit', attribute: null },
    { entity: 'estate:unit', attribute: 'name' },
  ]);
});

it('finds nothing in what is no expression', () => {
  for (const text of ['', 'a sentence', 'http://example.com/x', '{state is NULL}'])
    expect(touchedNames(text)).toEqual([]);
});
