import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isScalarType,
} from 'graphql';

/** Rows of a page, and of what hangs at each of them. */
const ROWS = 20;
const INNER_ROWS = 3;

/** Makes up the value of any field from its type and its place, the same at every request. */
export const inventedValue: GraphQLFieldResolver<unknown, unknown> = (source, _arguments, _context, info) => {
  const given = (source as Record<string, unknown> | undefined)?.[info.fieldName];
  return given ?? invent(info.returnType, info, placeOf(info));
};

function invent(type: GraphQLOutputType, info: GraphQLResolveInfo, place: string): unknown {
  const real = getNullableType(type);
  if (isListType(real)) {
    const length = /\d/.test(place) ? INNER_ROWS : ROWS;
    return Array.from({ length }, (_, index) => invent(real.ofType, info, `${place}.${index}`));
  }
  if (isEnumType(real)) return real.getValues()[place.length % real.getValues().length]?.value;
  if (isScalarType(real)) return scalars[real.name]?.(place) ?? `the ${info.fieldName} of ${place}`;
  if (isAbstractType(real)) return { __typename: info.schema.getPossibleTypes(real)[0]?.name };
  return {};
}

const scalars: Record<string, (place: string) => unknown> = {
  Int: (place) => place.length,
  Float: (place) => place.length / 4,
  Boolean: (place) => place.length % 2 === 0,
  ID: (place) => place,
  DateTime: (place) => new Date(1_700_000_000_000 + place.length * 1_000).toISOString(),
  JSON: (place) => ({ place }),
};

function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys.join('.');
}
