import { expect, it } from 'vitest';
import { anEntity } from '../testing.ts';
import { Model } from './model.ts';
import { parseExpression } from './parse-expression.ts';
import { planExpression } from './plan-expression.ts';

const model = new Model([
  anEntity('estate:unit', { name: 'hosts', references: 'estate:host', multiple: true }),
  anEntity('estate:host', 'state'),
  anEntity('shell:agent', { name: 'host', references: 'estate:host' }),
]);

it('asks each entity once: by its filters, and by what the one before found', () => {
  const parsed = parseExpression("estate:unit{id eq 'u1'}.hosts>estate:host{state in 'on,off'}~(host)shell:agent.id");
  if (!parsed.ok) throw new Error(parsed.problem.message);
  expect(planExpression(parsed.expression, model)).toEqual([
    { entity: 'estate:unit', filters: [{ attrName: 'id', op: 'eq', condition: 'u1' }], join: null },
    {
      entity: 'estate:host',
      filters: [{ attrName: 'state', op: 'in', condition: ['on', 'off'] }],
      join: { direction: 'FORWARD', attribute: 'hosts', multiple: true, askedBy: 'id' },
    },
    {
      entity: 'shell:agent',
      filters: [],
      join: { direction: 'BACKWARD', attribute: 'host', multiple: false, askedBy: 'host' },
    },
  ]);
});
