import { describe, expect, it } from 'vitest';
import { anEntity, ESTATE_MODEL } from '../testing.ts';
import { checkAgainstModel, type ExpressionCheck } from './check-expression.ts';
import { Model } from './model.ts';
import { parseExpression } from './parse-expression.ts';

const model = new Model([
  ...ESTATE_MODEL,
  anEntity('estate:ticket', 'title', { name: 'owner', references: 'gone:team' }),
]);

describe('checking expressions against the data model', () => {
  it('tells what a valid one results in, and what each part is', () => {
    const text = "estate:application{state eq 'created'}~(application)estate:unit~(unit)estate:host.ip";
    expect(check(text)).toEqual({
      ok: true,
      resultEntity: 'estate:host',
      resultAttribute: 'ip',
      problems: [],
      segments: [
        { entity: 'estate:application', via: null, direction: null, start: 0, end: 38 },
        { entity: 'estate:unit', via: 'application', direction: 'BACKWARD', start: 38, end: 63 },
        { entity: 'estate:host', via: 'unit', direction: 'BACKWARD', start: 63, end: 81 },
      ],
    });
  });

  it('follows references across packages, both ways', () => {
    expect(check('estate:host~(host)shell:agent.id')).toMatchObject({
      ok: true,
      resultEntity: 'shell:agent',
      resultAttribute: 'id',
    });
    expect(check('shell:agent.host>estate:host.unit>estate:unit')).toMatchObject({
      ok: true,
      resultEntity: 'estate:unit',
    });
  });

  it.each([
    ['esate:host', 'UNKNOWN_PACKAGE', 'There is no package "esate". Did you mean "estate"?', 'esate', 'estate'],
    ['xyz:host', 'UNKNOWN_PACKAGE', 'There is no package "xyz".', 'xyz', null],
    ['estate:hosts', 'UNKNOWN_ENTITY', 'Package "estate" has no entity "hosts". Did you mean "host"?', 'hosts', 'host'],
    ['estate:host.adress', 'UNKNOWN_ATTRIBUTE', 'Entity "estate:host" has no attribute "adress".', 'adress', null],
    [
      'estate:host.stat',
      'UNKNOWN_ATTRIBUTE',
      'Entity "estate:host" has no attribute "stat". Did you mean "state"?',
      'stat',
      'state',
    ],
    [
      "estate:host{pi eq '1'}",
      'UNKNOWN_ATTRIBUTE',
      'Entity "estate:host" has no attribute "pi". Did you mean "ip"?',
      'pi',
      'ip',
    ],
    ["estate:host{ip eqq '1'}", 'UNKNOWN_OPERATOR', 'There is no operator "eqq". Did you mean "eq"?', 'eqq', 'eq'],
    [
      'estate:host.unti>estate:unit',
      'UNKNOWN_ATTRIBUTE',
      'Entity "estate:host" has no attribute "unti". Did you mean "unit"?',
      'unti',
      'unit',
    ],
    [
      'estate:unit~(units)estate:host',
      'UNKNOWN_ATTRIBUTE',
      'Entity "estate:host" has no attribute "units". Did you mean "unit"?',
      'units',
      'unit',
    ],
    [
      'estate:host.ip>estate:unit',
      'NOT_A_REFERENCE',
      '"ip" of "estate:host" is not a reference. References to "estate:unit": unit.',
      'ip',
      'unit',
    ],
    [
      'estate:host.ip>estate:application',
      'NOT_A_REFERENCE',
      '"ip" of "estate:host" is not a reference. "estate:host" has none to "estate:application".',
      'ip',
      null,
    ],
    [
      'estate:host.unit>estate:application',
      'WRONG_REFERENCE_TARGET',
      '"unit" of "estate:host" references "estate:unit", not "estate:application".',
      'estate:application',
      'estate:unit',
    ],
    [
      'estate:application~(unit)estate:host',
      'WRONG_REFERENCE_TARGET',
      '"unit" of "estate:host" references "estate:unit", not "estate:application".',
      'estate:host',
      null,
    ],
    [
      'estate:unit.unit>estate:host',
      'WRONG_DIRECTION',
      '"unit" is a reference from "estate:host" to "estate:unit", so it is followed the other way: write "~(unit)estate:host".',
      '.unit>estate:host',
      '~(unit)estate:host',
    ],
    [
      'estate:host~(unit)estate:unit',
      'WRONG_DIRECTION',
      '"unit" is a reference from "estate:host" to "estate:unit", so it is followed the other way: write ".unit>estate:unit".',
      '~(unit)estate:unit',
      '.unit>estate:unit',
    ],
    ['estate:ticket.owner>gone:team', 'UNKNOWN_PACKAGE', 'There is no package "gone".', 'gone', null],
  ])('%s: %s', (text, code, message, at, suggestion) => {
    const { ok, problems } = check(text);
    expect(ok).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, message, suggestion });
    expect(text.slice(problems[0]?.position, problems[0]?.end)).toBe(at);
  });

  it('tells everything that is wrong at once', () => {
    const { problems, resultEntity } = check("estate:host{pi eqq 'x'}.unti>estate:unit.cod");
    expect(problems.map(({ code }) => code)).toEqual([
      'UNKNOWN_ATTRIBUTE',
      'UNKNOWN_OPERATOR',
      'UNKNOWN_ATTRIBUTE',
      'UNKNOWN_ATTRIBUTE',
    ]);
    expect(resultEntity).toBe('estate:unit');
  });

  it('holds an expression to the root entity', () => {
    expect(check('estate:host', 'estate:host').ok).toBe(true);
    expect(check('estate:host', 'estate:unit').problems).toMatchObject([
      {
        code: 'WRONG_ROOT_ENTITY',
        message: 'The expression starts at "estate:host", but must start at the root entity "estate:unit".',
        position: 0,
        end: 11,
        expected: ['estate:unit'],
        suggestion: 'estate:unit',
      },
    ]);
  });

  it('lets only operators that need no value go without one', () => {
    expect(check('estate:host{ip notNull}').ok).toBe(true);
    expect(check('estate:host{ip isnot NULL}').ok).toBe(true);
  });
});

function check(text: string, rootEntity: string | null = null): ExpressionCheck {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return checkAgainstModel(parsed.expression, model, rootEntity);
}
