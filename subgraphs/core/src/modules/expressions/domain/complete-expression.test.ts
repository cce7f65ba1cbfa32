import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ESTATE_MODEL } from '../testing.ts';
import { checkAgainstModel } from './check-expression.ts';
import { completeAt } from './complete-expression.ts';
import { Model } from './model.ts';
import { parseExpression } from './parse-expression.ts';

const model = new Model(ESTATE_MODEL);

describe('completing expressions', () => {
  it('begins with packages and entities', () => {
    expect(labels('|')).toEqual(['estate', 'shell', 'estate:application', 'estate:unit', 'estate:host', 'shell:agent']);
    expect(labels('est|')).toEqual(['estate', 'estate:application', 'estate:unit', 'estate:host']);
    expect(applied('est|', 'estate')).toBe('estate:');
    expect(applied('estate:ho|', 'estate:host')).toBe('estate:host');
  });

  it('begins at the root entity when there is one', () => {
    expect(labels('|', 'estate:host')).toEqual(['estate', 'estate:host']);
  });

  it('continues a finished entity by filter, reference, attribute and back reference', () => {
    expect(labels('estate:unit|').slice(1)).toEqual([
      '{ }',
      '.application>estate:application',
      '.id',
      '.displayName',
      '.name',
      '.code',
      '.application',
      '~(unit)estate:host',
    ]);
    expect(applied('estate:unit|', '~(unit)estate:host')).toBe('estate:unit~(unit)estate:host');
    expect(applied("estate:unit{code eq 'a'}|", '.name')).toBe("estate:unit{code eq 'a'}.name");
  });

  it('proposes references and attributes after a dot, back references after ~', () => {
    expect(labels('estate:host.u|')[0]).toBe('unit>estate:unit');
    expect(applied('estate:host.u|', 'unit>estate:unit')).toBe('estate:host.unit>estate:unit');
    expect(applied('estate:host.o|', 'os')).toBe('estate:host.os');
    expect(labels('estate:host~|')).toEqual(['~(host)shell:agent']);
    expect(applied('estate:host~(h|', '~(host)shell:agent')).toBe('estate:host~(host)shell:agent');
  });

  it('leads only to the entity a reference points to', () => {
    expect(labels('estate:host.unit>|')).toEqual(['estate', 'estate:unit']);
    expect(labels('estate:host.unit>estate:u|')).toEqual(['estate:unit']);
    expect(labels('estate:unit~(unit)|')).toEqual(['estate', 'estate:host']);
  });

  it('proposes attributes and operators in a filter of an unfinished expression', () => {
    expect(labels('estate:host{i|')).toEqual(['id', 'ip', 'displayName', 'unit']);
    expect(applied('estate:host{i|}', 'ip')).toBe('estate:host{ip }');
    expect(labels('estate:host{ip no|').slice(0, 3)).toEqual(['notin', 'notLike', 'notNull']);
    expect(applied("estate:host{ip e|q '1'}", 'eq')).toBe("estate:host{ip eq  '1'}");
  });

  it('finds what was mistyped', () => {
    expect(labels('estate:host.stae|')).toEqual(['state']);
  });

  it('answers at every place of every text, and what it inserts is right', () => {
    const pieces = fc.constantFrom(
      'estate:',
      'host',
      'unit',
      '.',
      '>',
      '~(',
      ')',
      '{',
      'ip',
      ' ',
      'eq',
      "'x'",
      '}',
      'zz',
    );
    const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.nat(80), (text, position) => {
        for (const { replaceFrom, replaceTo, insert, kind } of completeAt(text, position, model)) {
          expect(0 <= replaceFrom && replaceFrom <= replaceTo && replaceTo <= text.length).toBe(true);
          if (kind === 'entity' && replaceFrom === 0) expect(isValid(insert)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leads step by step from a valid expression to valid ones', () => {
    const starts = ESTATE_MODEL.map((entity) => `${entity.packageName}:${entity.name}`);
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.array(fc.nat(), { maxLength: 5 }), (start, choices) => {
        let text = start;
        for (const choice of choices) {
          const steps = completeAt(text, text.length, model).filter(
            ({ kind, replaceFrom }) => kind === 'reference' && replaceFrom === text.length,
          );
          const step = steps[choice % Math.max(1, steps.length)];
          if (step) text += step.insert;
        }
        expect(isValid(text)).toBe(true);
      }),
    );
  });
});

function labels(marked: string, rootEntity: string | null = null): string[] {
  const { text, position } = unmark(marked);
  return completeAt(text, position, model, rootEntity).map(({ label }) => label);
}

function applied(marked: string, label: string): string {
  const { text, position } = unmark(marked);
  const chosen = completeAt(text, position, model).find((completion) => completion.label === label);
  if (!chosen) throw new Error(`"${label}" is not proposed at ${marked}`);
  return text.slice(0, chosen.replaceFrom) + chosen.insert + text.slice(chosen.replaceTo);
}

const unmark = (marked: string) => ({ text: marked.replace('|', ''), position: marked.indexOf('|') });

function isValid(text: string): boolean {
  const parsed = parseExpression(text);
  return parsed.ok && checkAgainstModel(parsed.expression, model).ok;
}
