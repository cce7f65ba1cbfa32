import fc from 'fast-check';
import type { Expression, Filter, Literal, Name, ScalarLiteral, Segment, Step } from './expression.ts';

const nowhere = { start: 0, end: 0 };
const name = (): fc.Arbitrary<Name> =>
  fc.stringMatching(/^[A-Za-z0-9_\u4e00-\u4eff][A-Za-z0-9_-]{0,8}$/).map((text) => ({ text, ...nowhere }));

/** Any expression the grammar allows; all its spans are 0. */
export function anExpression(): fc.Arbitrary<Expression> {
  const rest = fc.array(segment(step()), { maxLength: 5 });
  const parts = fc.record({ first: segment(fc.constant(null)), rest, attribute: fc.option(name()) });
  return parts.map(({ first, rest: others, attribute }) => ({ segments: [first, ...others], attribute }));
}

const segment = (via: fc.Arbitrary<Step | null>): fc.Arbitrary<Segment> =>
  fc
    .record({ via, packageName: name(), entityName: name(), filters: fc.array(filter(), { maxLength: 3 }) })
    .map((parts) => ({ ...parts, ...nowhere }));

const step = (): fc.Arbitrary<Step> =>
  fc
    .record({ direction: fc.constantFrom('FORWARD' as const, 'BACKWARD' as const), attribute: name() })
    .map((parts) => ({ ...parts, ...nowhere }));

const filter = (): fc.Arbitrary<Filter> =>
  fc
    .oneof(
      fc.record({ attribute: name(), operator: name(), value: literal() }),
      fc.record({
        attribute: name(),
        operator: fc.constantFrom('null', 'notNull').map((text) => ({ text, ...nowhere })),
        value: fc.constant(null),
      }),
    )
    .map((parts) => ({ ...parts, ...nowhere }));

const literal = (): fc.Arbitrary<Literal> =>
  fc.oneof(
    scalar(),
    fc.array(scalar(), { maxLength: 4 }).map((items) => ({ kind: 'list' as const, items, ...nowhere })),
  );

const scalar = (): fc.Arbitrary<ScalarLiteral> =>
  fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => ({ kind: 'text' as const, text, ...nowhere })),
    fc.stringMatching(/^-?\d{1,6}(\.\d{1,4})?$/).map((text) => ({ kind: 'number' as const, text, ...nowhere })),
    fc.stringMatching(/^[A-Za-z@:.>~()]{1,10}$/).map((text) => ({ kind: 'word' as const, text, ...nowhere })),
  );
