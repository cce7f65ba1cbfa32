import { type DocumentNode, Kind, parse, type SelectionSetNode, type TypeNode } from 'graphql';

export type Row = Record<string, unknown>;
/** What is known of every entity, by type; a subgraph sees only the fields that it owns. */
export type Rows = Record<string, readonly Row[]>;

type Resolver = (source: never, args: never) => unknown;
type Resolvers = Record<string, Record<string, Resolver>>;
type Field = { external: boolean; type: string };
type Type = { isObject: boolean; keys: string[][]; fields: Map<string, Field>; interfaces: string[] };

/**
 * Adds to the resolvers of a subgraph what its rows answer: references by key, and fields that lead to rows. A field
 * that the subgraph holds as @external comes only from the reference or from the parent, so that a plan which forgets to
 * fetch it first shows in the answer.
 */
export function resolversOf(sdl: string, rows: Rows, written: Resolvers): Resolvers {
  const types = typesOf(parse(sdl));
  const resolvers: Resolvers = {};
  for (const [name, type] of types) {
    const references = type.keys.length > 0 && { __resolveReference: (row: Row) => byReference(name, row) };
    resolvers[name] = { ...(type.isObject && fieldsOf(type)), ...references, ...written[name] } as never;
  }
  for (const name of Object.keys(written)) resolvers[name] ??= written[name] ?? {};
  return resolvers;

  function fieldsOf({ fields }: Type): Record<string, Resolver> {
    const nested = [...fields].filter(([, { type }]) => types.has(type));
    return Object.fromEntries(nested.map(([name, { type }]) => [name, (row: Row) => withRows(type, row[name])]));
  }

  function byReference(name: string, reference: Row): Row | null {
    const { __typename: _, ...given } = reference;
    if (candidates(name).length === 0) return reference;
    const found = find(name, given);
    return found ? { ...owned(found), ...given, __typename: found['__typename'] } : null;
  }

  function withRows(name: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => withRows(name, each));
    if (typeof value !== 'object' || value === null) return value;
    const row = value as Row;
    const found = find(String(row['__typename'] ?? name), row);
    return found ? { ...owned(found), ...row } : row;
  }

  function find(name: string, given: Row): Row | undefined {
    const keys = types.get(name)?.keys ?? [];
    const key = keys.find((fields) => fields.every((field) => field in given)) ?? ['id'];
    return candidates(name).find((row) => key.every((field) => field in given && covers(row[field], given[field])));
  }

  function candidates(name: string): Row[] {
    const members = [...types].filter(([, { interfaces }]) => interfaces.includes(name)).map(([member]) => member);
    return [name, ...members].flatMap((type) => (rows[type] ?? []).map((row) => ({ __typename: type, ...row })));
  }

  function owned(row: Row): Row {
    const type = types.get(String(row['__typename']));
    return Object.fromEntries(Object.entries(row).filter(([name]) => name === '__typename' || isOwned(type, name)));
  }
}

function isOwned(type: Type | undefined, name: string): boolean {
  const field = type?.fields.get(name);
  return field !== undefined && (!field.external || type?.keys.flat().includes(name) === true);
}

/** Whether a value holds all that a part of a key says of it. */
function covers(value: unknown, part: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(value) && part.every((each, index) => covers(value[index], each));
  if (typeof part !== 'object' || part === null) return value === part;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(part).every(([name, each]) => name === '__typename' || covers((value as Row)[name], each));
}

function typesOf({ definitions }: DocumentNode): Map<string, Type> {
  const types = new Map<string, Type>();
  for (const definition of definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    const isObject = definition.kind.startsWith('ObjectType');
    if (!(isObject || definition.kind.startsWith('InterfaceType')) || !('interfaces' in definition)) continue;
    types.set(definition.name.value, {
      isObject,
      keys: (definition.directives ?? []).flatMap((directive) =>
        directive.name.value === 'key' ? [topFields(stringOf(directive.arguments?.[0]?.value))] : [],
      ),
      interfaces: (definition.interfaces ?? []).map(({ name }) => name.value),
      fields: new Map((definition.fields ?? []).map((field) => [field.name.value, fieldOf(field)])),
    });
  }
  return types;
}

function fieldOf({ type, directives = [] }: { type: TypeNode; directives?: readonly { name: { value: string } }[] }) {
  return { type: namedType(type), external: directives.some(({ name }) => name.value === 'external') };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function stringOf(value: { kind: string; value?: unknown } | undefined): string {
  return String(value?.value ?? '');
}

function topFields(fieldSet: string): string[] {
  const [operation] = parse(`{ ${fieldSet} }`).definitions as unknown as { selectionSet: SelectionSetNode }[];
  return (operation?.selectionSet.selections ?? []).flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
}
