import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  type GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

export type SchemaChange = {
  kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** `Type`, `Type.field` or `Type.field(argument:)`. */
  path: string;
  description: string;
  /** Whether an operation that was valid before may fail now. */
  breaking: boolean;
};

type Named<T> = Readonly<Record<string, T>>;
type WithFields = GraphQLObjectType | GraphQLInterfaceType;

/** How the schema that clients see differs from an older one: by types, fields, arguments and values, in order of their names. */
export function diffSchemas(before: GraphQLSchema, after: GraphQLSchema): SchemaChange[] {
  const changes = compare(ownTypes(before), ownTypes(after), {
    added: (type) => added(type.name, 'type', false),
    removed: (type) => removed(type.name, 'type'),
    both: diffTypes,
  });
  return changes.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function ownTypes(schema: GraphQLSchema): Named<GraphQLNamedType> {
  const own = Object.entries(schema.getTypeMap()).filter(
    ([, type]) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return Object.fromEntries(own);
}

function diffTypes(before: GraphQLNamedType, after: GraphQLNamedType): SchemaChange[] {
  const { name } = after;
  if (isObjectType(before) && isObjectType(after)) return diffOutput(before, after);
  if (isInterfaceType(before) && isInterfaceType(after)) return diffOutput(before, after);
  if (isInputObjectType(before) && isInputObjectType(after)) return diffInput(before, after);
  if (isEnumType(before) && isEnumType(after)) return diffValues(before, after);
  if (isUnionType(before) && isUnionType(after)) return diffMembers(before, after);
  if (before.constructor.name === after.constructor.name) return [];
  return [changed(name, `"${name}" became another kind of type`, true)];
}

function diffOutput(before: WithFields, after: WithFields): SchemaChange[] {
  const { name } = after;
  const fields = compare<GraphQLField<unknown, unknown>>(before.getFields(), after.getFields(), {
    added: (field) => added(`${name}.${field.name}`, 'field', false),
    removed: (field) => removed(`${name}.${field.name}`, 'field'),
    both: (old, next) => diffField(`${name}.${next.name}`, old, next),
  });
  const interfaces = compare(byName(before.getInterfaces()), byName(after.getInterfaces()), {
    added: (type) => changed(name, `"${name}" implements "${type.name}" now`, false),
    removed: (type) => changed(name, `"${name}" no longer implements "${type.name}"`, true),
  });
  return [...fields, ...interfaces];
}

function diffField(
  path: string,
  before: GraphQLField<unknown, unknown>,
  after: GraphQLField<unknown, unknown>,
): SchemaChange[] {
  const types = typeChange(path, before.type, after.type, isSafeOutput);
  const deprecated =
    before.deprecationReason === undefined && after.deprecationReason !== undefined
      ? [changed(path, `deprecated: ${after.deprecationReason}`, false)]
      : [];
  const placeOf = ({ name }: GraphQLArgument) => `${path}(${name}:)`;
  const args = compare(byName(before.args), byName(after.args), {
    added: (argument) => added(placeOf(argument), 'argument', isRequiredArgument(argument)),
    removed: (argument) => removed(placeOf(argument), 'argument'),
    both: (old, next) => typeChange(placeOf(next), old.type, next.type, isSafeInput),
  });
  return [...types, ...deprecated, ...args];
}

function diffInput(before: GraphQLInputObjectType, after: GraphQLInputObjectType): SchemaChange[] {
  const placeOf = (field: GraphQLInputField) => `${after.name}.${field.name}`;
  return compare(before.getFields(), after.getFields(), {
    added: (field) => added(placeOf(field), 'input field', isRequiredInputField(field)),
    removed: (field) => removed(placeOf(field), 'input field'),
    both: (old, next) => typeChange(placeOf(next), old.type, next.type, isSafeInput),
  });
}

function diffValues(before: GraphQLEnumType, after: GraphQLEnumType): SchemaChange[] {
  return compare(byName(before.getValues()), byName(after.getValues()), {
    added: ({ name }) => added(`${after.name}.${name}`, 'value', false),
    removed: ({ name }) => removed(`${after.name}.${name}`, 'value'),
  });
}

function diffMembers(before: GraphQLUnionType, after: GraphQLUnionType): SchemaChange[] {
  return compare(byName(before.getTypes()), byName(after.getTypes()), {
    added: ({ name }) => changed(after.name, `"${name}" is one of "${after.name}" now`, false),
    removed: ({ name }) => changed(after.name, `"${name}" is no longer one of "${after.name}"`, true),
  });
}

type Compared<T> = {
  added(item: T): SchemaChange;
  removed(item: T): SchemaChange;
  both?(before: T, after: T): SchemaChange[];
};

function compare<T>(before: Named<T>, after: Named<T>, { added: add, removed: remove, both }: Compared<T>) {
  const gone = Object.keys(before).filter((name) => !(name in after));
  const there = Object.entries(after).flatMap(([name, item]) => {
    const old = before[name];
    return old === undefined ? [add(item)] : (both?.(old, item) ?? []);
  });
  return [...gone.map((name) => remove(before[name] as T)), ...there];
}

function typeChange(
  path: string,
  before: GraphQLType,
  after: GraphQLType,
  isSafe: (before: GraphQLType, after: GraphQLType) => boolean,
): SchemaChange[] {
  if (String(before) === String(after)) return [];
  return [changed(path, `${before} became ${after}`, !isSafe(before, after))];
}

/** What clients read may become more certain: what was nullable may never be null from now on. */
function isSafeOutput(before: GraphQLType, after: GraphQLType): boolean {
  if (isNonNullType(after)) return isSafeOutput(isNonNullType(before) ? before.ofType : before, after.ofType);
  if (isNonNullType(before)) return false;
  if (isListType(before)) return isListType(after) && isSafeOutput(before.ofType, after.ofType);
  return String(before) === String(after);
}

/** What clients send may become less demanding: the same the other way round. */
function isSafeInput(before: GraphQLType, after: GraphQLType): boolean {
  return isSafeOutput(after, before);
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Named<T> {
  return Object.fromEntries(items.map((item) => [item.name, item]));
}

function added(path: string, what: string, breaking: boolean): SchemaChange {
  return { kind: 'ADDED', path, description: `${breaking ? 'required ' : ''}${what} added`, breaking };
}

function removed(path: string, what: string): SchemaChange {
  return { kind: 'REMOVED', path, description: `${what} removed`, breaking: true };
}

function changed(path: string, description: string, breaking: boolean): SchemaChange {
  return { kind: 'CHANGED', path, description, breaking };
}
