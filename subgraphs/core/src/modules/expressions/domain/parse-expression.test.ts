import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ESTATE_MODEL } from '../testing.ts';
import type { Expression } from './expression.ts';
import { fuzzedTexts, provesReadable } from './fuzzed-texts.ts';
import { Model } from './model.ts';
import { MAX_EXPRESSION_LENGTH, MAX_SEGMENTS, parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import { anExpression } from './testing.ts';

const CANONICAL = [
  'wecmdb:system_design.code',
  "wecmdb:unit{state eq 'created'}.unit_design>wecmdb:unit_design.key_name",
  "wecmdb:subsys~(subsys)wecmdb:unit~(unit)wecmdb:app_instance{ip in ['@@g1@@10.0.0.1']}.id",
  "wecmdb:app_instance~(host_resource)wecmdb:host{ip_address eq '127.0.0.1'}{code in '222'}.id",
  "wecmdb:app_instance{ip in ['@@g1@@a','@@g2@@b']}",
  'service-mgmt:task',
  'wecmdb:host{fixed_date is NULL}{cpu gt -1.5}{name notNull}',
  "wecmdb:host{name like '>~.:{}[]()'}",
  "wecmdb:host{name eq 'it''s'}{code eq ''}",
  '应用:主机{名称 eq 王}',
];

describe('reading expressions', () => {
  it.each(CANONICAL)('prints %s as it was written', (text) => {
    expect(printExpression(parsed(text))).toBe(text);
  });

  it('knows where every part stands', () => {
    const text = "estate:host{ip eq '10.0.0.1'}.unit>estate:unit.code";
    const { segments, attribute } = parsed(text);
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(segments.map(at)).toEqual(["estate:host{ip eq '10.0.0.1'}", '.unit>estate:unit']);
    expect(segments[0]?.filters.map(at)).toEqual(["{ip eq '10.0.0.1'}"]);
    expect(segments[0]?.filters[0]?.value).toMatchObject({ kind: 'text', text: '10.0.0.1' });
    expect(attribute && at(attribute)).toBe('code');
  });

  it('overlooks spare spaces', () => {
    const spaced = "  a:b { x  eq  'y' } .c > d:e ~(f) g:h .i ";
    expect(printExpression(parsed(spaced))).toBe("a:b{x eq 'y'}.c>d:e~(f)g:h.i");
  });

  it('gives back what it prints, for every expression', () => {
    fc.assert(
      fc.property(anExpression(), (expression) => {
        const text = printExpression(expression);
        expect(withoutSpans(parsed(text))).toEqual(withoutSpans(expression));
        expect(printExpression(parsed(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('refusing what is no expression', () => {
  it.each([
    ['', 0, 0, ['package'], 'The expression ends too early; expected package.'],
    ['estate', 6, 6, ["':'"], "The expression ends too early; expected ':'."],
    ['estate:', 7, 7, ['entity'], 'The expression ends too early; expected entity.'],
    ['estate;host', 6, 7, ["':'"], '";" is not expected here; expected \':\'.'],
    ['estate:host.', 12, 12, ['attribute'], 'The expression ends too early; expected attribute.'],
    [
      'estate:host.unit.code',
      16,
      17,
      ["'>'", 'end of expression'],
      '"." is not expected here; expected \'>\' or end of expression.',
    ],
    ['estate:host.unit>', 17, 17, ['package'], 'The expression ends too early; expected package.'],
    ['estate:host~unit', 12, 13, ["'('"], '"u" is not expected here; expected \'(\'.'],
    ['estate:host~(unit', 17, 17, ["')'"], "The expression ends too early; expected ')'."],
    ['estate:host{ip}', 14, 15, ['operator'], '"}" is not expected here; expected operator.'],
    ['estate:host{ip eq}', 17, 18, ["'text'", 'number'], '"}" is not expected here; expected \'text\' or number.'],
    ["estate:host{ip eq 'x}", 18, 21, ["closing '"], `"'x}" is not expected here; expected closing '.`],
    ["estate:host{ip eq 'x'", 21, 21, ["'}'"], "The expression ends too early; expected '}'."],
    ["estate:host{ip in ['x' 'y']}", 23, 24, ["','", "']'"], `"'" is not expected here; expected ',' or ']'.`],
    [
      'estate:host)',
      11,
      12,
      ["'.'", "'~('", "'{'", 'end of expression'],
      `")" is not expected here; expected '.', '~(', '{' or end of expression.`,
    ],
  ])('%s', (text, position, end, expected, message) => {
    expect(problemOf(text)).toMatchObject({
      code: 'EXPRESSION_SYNTAX',
      message,
      position,
      end,
      expected,
      suggestion: null,
    });
  });

  it.each([
    ['estate：host', ':'],
    ['estate:host。unit', '.'],
    ['estate:host.unit》estate:unit', '>'],
    ['estate:host{ip eq “x”}', "'"],
    ['estate:host{ip eq "x"}', "'"],
  ])('proposes the sign that was meant in %s', (text, suggestion) => {
    expect(problemOf(text).suggestion).toBe(suggestion);
  });

  it('refuses what is too long before reading it, and more entities than a path may have', () => {
    expect(problemOf('x'.repeat(MAX_EXPRESSION_LENGTH + 1))).toMatchObject({ code: 'EXPRESSION_TOO_LONG' });
    const path = (entities: number) => `a:b${'.c>a:b'.repeat(entities - 1)}`;
    expect(parseExpression(path(MAX_SEGMENTS)).ok).toBe(true);
    expect(problemOf(path(MAX_SEGMENTS + 1)).expected).toEqual([`at most ${MAX_SEGMENTS} entities`]);
  });

  it('answers any text: it is read as it prints, or refused where it is wrong', () => {
    const model = new Model(ESTATE_MODEL);
    const texts = fuzzedTexts(7);
    const read = { yes: 0, no: 0 };
    for (let turn = 0; turn < 50_000; turn += 1) {
      const text = texts.next().value;
      const isRead = attempt(text, () => provesReadable(text, turn % 10 === 0 ? model : undefined));
      read[isRead ? 'yes' : 'no'] += 1;
    }
    expect(read.yes).toBeGreaterThan(500);
    expect(read.no).toBeGreaterThan(10_000);
  });

  it('takes time that grows with the length only', () => {
    const longest = ["a:b{c eq '", "''".repeat(4_990)].join('');
    const startedAt = performance.now();
    for (const text of [longest, '{'.repeat(10_000), 'a:b{'.repeat(2_500), 'a:b{c in ['.padEnd(10_000, "'x',")])
      parseExpression(text);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

function attempt<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`${JSON.stringify(text)}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
  return result.expression;
}

function problemOf(text: string) {
  const result = parseExpression(text);
  if (result.ok) throw new Error(`${text} was read`);
  return result.problem;
}

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'start' || key === 'end' ? undefined : inner)));
}
