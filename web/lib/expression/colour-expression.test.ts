import { expect, it } from 'vitest';
import { colourExpression } from './colour-expression.ts';

const kinds = (text: string) =>
  colourExpression(text)
    .filter((part) => part.kind !== 'plain')
    .map((part) => `${part.kind} ${part.text}`);

it('colours packages, entities, attributes, operators and strings', () => {
  expect(kinds("wecmdb:unit{state eq 'online'}.host>wecmdb:host")).toEqual([
    'package wecmdb',
    'operator :',
    'entity unit',
    'operator {',
    'attribute state',
    'operator eq',
    "string 'online'",
    'operator }',
    'operator .',
    'attribute host',
    'operator >',
    'package wecmdb',
    'operator :',
    'entity host',
  ]);
});

it.each(['a:b~(c)d:e.f', "x{y like 'unclosed", '主机:中文', '', ' a : b '])('loses no character of %j', (text) => {
  expect(
    colourExpression(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
