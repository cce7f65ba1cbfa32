import fc from 'fast-check';
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql';

type Choices = (from: number, to: number) => number;

const MAX_DEPTH = 6;
const CONDITIONS = [
  '',
  '',
  '',
  '',
  ' @include(if: $yes)',
  ' @skip(if: $no)',
  ' @include(if: $maybe)',
  ' @skip(if: $maybe)',
];

/** Valid queries over a schema, each with a value for its conditions if it may have any. */
export function randomOperation(
  schema: GraphQLSchema,
  { conditions }: { conditions: boolean },
): fc.Arbitrary<{ source: string; maybe: boolean }> {
  // A tape of numbers makes every choice, so that fast-check can shorten an operation that fails.
  const tape = fc.array(fc.nat(1_000), { minLength: 5, maxLength: 120 });
  return fc.record({ source: tape.map((numbers) => writeOperation(schema, numbers, conditions)), maybe: fc.boolean() });
}

function writeOperation(schema: GraphQLSchema, tape: readonly number[], conditions: boolean): string {
  let position = 0;
  const choose: Choices = (from, to) => from + ((tape[position++] ?? 0) % (to - from + 1));
  const root = schema.getQueryType() as GraphQLObjectType;
  const body = selectionsOf(schema, root, choose, 0);
  if (!conditions) return `{ ${body.replace(/ @(skip|include)\(if: \$\w+\)/g, '')} }`;
  // Every variable must be used.
  return `query ($yes: Boolean = true, $no: Boolean = false, $maybe: Boolean!) { t: __typename @include(if: $yes) @skip(if: $no) u: __typename @include(if: $maybe) ${body} }`;
}

function selectionsOf(schema: GraphQLSchema, type: GraphQLOutputType, choose: Choices, depth: number): string {
  const named = getNamedType(type);
  const parts = ['__typename'];
  if ('getFields' in named) parts.push(...fieldsOf(schema, named as GraphQLObjectType, choose, depth));
  if (isAbstractType(named)) {
    for (const possible of schema.getPossibleTypes(named)) {
      if (choose(0, 2) > 0)
        parts.push(`... on ${possible.name} { ${selectionsOf(schema, possible, choose, depth + 1)} }`);
    }
  } else if (isObjectType(named) && depth > 0 && depth < MAX_DEPTH && choose(0, 5) === 5) {
    parts.push(`... on ${named.name}${CONDITIONS[choose(0, 7)]} { ${selectionsOf(schema, named, choose, depth + 1)} }`);
  }
  return parts.join(' ');
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, choose: Choices, depth: number): string[] {
  const fields = Object.values(type.getFields()).filter(
    (field) => depth < MAX_DEPTH || !isCompositeType(getNamedType(field.type)),
  );
  if (fields.length === 0) return [];
  return Array.from({ length: choose(1, depth === 0 ? 3 : 4) }, () => {
    const field = fields[choose(0, fields.length - 1)] as (typeof fields)[number];
    const required = field.args.some(
      ({ type: argument, defaultValue }) => String(argument).endsWith('!') && defaultValue === undefined,
    );
    const given = required ? `(${field.args.map(({ name }) => `${name}: "1"`).join(', ')})` : '';
    // The type within the key: the same key may not mean values of different types.
    const alias = choose(0, 4) === 0 ? `${field.name}Of${type.name}: ` : '';
    const isComposite = isCompositeType(getNamedType(field.type));
    const below = isComposite ? ` { ${selectionsOf(schema, field.type, choose, depth + 1)} }` : '';
    return `${alias}${field.name}${given}${CONDITIONS[choose(0, 7)]}${below}`;
  });
}
