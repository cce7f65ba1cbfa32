import { completeAt } from './complete-expression.ts';
import type { Model } from './model.ts';
import { MAX_EXPRESSION_LENGTH, parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';

const SEEDS = [
  "estate:host{ip eq '10.0.0.1'}.unit>estate:unit.code",
  "wecmdb:subsys~(subsys)wecmdb:unit~(unit)wecmdb:app_instance{ip in ['@@g1@@10.0.0.1','it''s']}.id",
  'wecmdb:host{fixed_date is NULL}{cpu gt -1.5}{name notNull}',
  '应用:主机{名称 eq 王}~(主机)应用:实例',
];
const PIECES =
  "a:b . > ~ ( ) { } [ ] ' '' , eq in is NULL 1 -1.5 @@x@@ ： 。 》 “ ” \n \t \u{1f600} \ud800 \u0000 \u202e é e\u0301 ~(r) .r> {a eq 'b'} {a in [ ] } :: .. notNull"
    .split(' ')
    .concat(' ', '');

/** Texts without end that nobody would write: damaged expressions, piles of signs, any characters. The same for a seed. */
export function* fuzzedTexts(seed: number): Generator<string, never> {
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const any = <T>(items: readonly T[]) => items[below(items.length)] as T;
  const character = () => String.fromCodePoint(random() < 0.8 ? 32 + below(95) : below(0x110000));
  const damage = (text: string) => {
    const at = below(text.length + 1);
    const cut = text.slice(0, at) + any([any(PIECES), character(), '']);
    return cut + text.slice(at + below(4));
  };
  for (;;) {
    const kind = random();
    if (kind < 0.5) {
      let text = any(SEEDS);
      for (let times = 1 + below(6); times > 0; times -= 1) text = damage(text);
      yield text;
    } else if (kind < 0.8) yield Array.from({ length: below(40) }, () => any(PIECES)).join('');
    else if (kind < 0.999) yield Array.from({ length: below(80) }, character).join('');
    else yield any(PIECES).repeat(below(MAX_EXPRESSION_LENGTH));
  }
}

/**
 * What holds for any text: it is read and printed to something that reads the same, or refused with a problem that points
 * into it; and completion has an answer. True when it was read; throws with what does not hold.
 */
export function provesReadable(text: string, model?: Model): boolean {
  const result = parseExpression(text);
  if (model) completeAt(text, Math.floor(text.length / 2), model);
  if (!result.ok) {
    const { position, end, message, expected, code } = result.problem;
    if (position < 0 || position > end || end > text.length) throw new Error(`points to ${position}-${end}`);
    if (message === '' || (expected.length === 0 && code !== 'EXPRESSION_TOO_LONG')) throw new Error('says nothing');
    return false;
  }
  const printed = printExpression(result.expression);
  const again = parseExpression(printed);
  if (!again.ok || printExpression(again.expression) !== printed) throw new Error(`prints as "${printed}"`);
  return true;
}

/** Numbers in [0, 1) that are the same for a seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
