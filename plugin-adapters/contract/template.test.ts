import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectVariables, substituteVariables } from './template.ts';

it('collects every variable once, in order', () => {
  expect(collectVariables('{{A}}:80,{{ B }}', 'x={{A}}{{C}}', '{single} {{}}')).toEqual(['A', 'B', 'C']);
});

it('puts values in, and nothing for a variable without one', () => {
  const values = new Map([['A', '1']]);
  expect(substituteVariables('{{A}}:{{ A }}:{{B}}.', (name) => values.get(name))).toBe('1:1:.');
});

it('does not substitute inside a value, nor read it as a pattern', () => {
  const text = fc.string();
  fc.assert(
    fc.property(text, (value) => {
      expect(substituteVariables('<{{A}}>', () => value)).toBe(`<${value}>`);
    }),
  );
  expect(substituteVariables('{{A}}', (name) => (name === 'A' ? '{{B}}$&' : 'no'))).toBe('{{B}}$&');
});
