import { type Session, serviceSession } from '@wecube/kit';
import { expect, it } from 'vitest';
import { type ModelMention, textsThatName, usesOf, visibleUses } from './model-use.ts';

const mention = (expression: string): ModelMention => ({
  ...{ kind: 'ORCHESTRATION', id: 'd1', name: 'Patch', version: 2, place: 'Restart', seenBy: () => true },
  expression,
});
const change = {
  ...{ added: ['rack'], removed: ['unit'], changed: ['host'] },
  attributes: [
    { entity: 'host', attribute: 'ip', before: 'str', after: null },
    { entity: 'host', attribute: 'zone', before: null, after: 'str' },
  ],
};
const touches = (text: string) => {
  const [entity = '', attribute = null] = text.split('.');
  return [
    { entity, attribute: null },
    { entity, attribute },
  ];
};
const uses = (...texts: string[]) =>
  usesOf('estate', change, texts.map(mention), touches).map(({ expression, entity, attribute }) => [
    expression,
    entity,
    attribute,
  ]);

it('finds what touches an entity that is gone, or an attribute that is gone or another', () => {
  expect(uses('estate:unit.name', 'estate:host.ip')).toEqual([
    ['estate:unit.name', 'estate:unit', null],
    ['estate:host.ip', 'estate:host', 'ip'],
  ]);
});

it('leaves what only touches what stayed or is new, or the same name in another package', () => {
  expect(uses('estate:host', 'estate:host.os', 'estate:host.zone', 'estate:rack.name', 'other:unit.name')).toEqual([]);
});

it('reads every text that could name something', () => {
  const node = {
    name: 'x',
    expression: 'a:b.c',
    parameters: [{ value: 'd:e' }, { value: 'plain', properties: [{ value: 'd:e' }] }],
  };
  expect(textsThatName([node, null, 3])).toEqual(['a:b.c', 'd:e']);
});

it('keeps from a person what is kept from them, and says that there is more', () => {
  const seenBy = ({ roles }: Session) => roles.includes('OPS');
  const kept = { ...mention('estate:unit'), seenBy, entity: 'estate:unit', attribute: null };
  const open = { ...mention('estate:unit'), entity: 'estate:unit', attribute: null };
  const person = { ...serviceSession('ann'), actions: [], roles: ['DEV'] };
  expect(visibleUses([kept, open], person)).toEqual({ seen: [open], hidden: 1 });
  expect(visibleUses([kept, open], { ...person, roles: ['OPS'] })).toEqual({ seen: [kept, open], hidden: 0 });
});
