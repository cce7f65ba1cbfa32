import {
  type GraphQLEnumType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { unusual, writeAny, writeEnum, writeScalar } from './json-writers.ts';
import type { DataObject } from './run.ts';
import { type ConditionValues, type Fragments, SelectionReader } from './selections.ts';

/** Writes the JSON text of an operation's data; `shared` tells that objects may stand at several places. Throws UNUSUAL. */
export type Serialize = (data: DataObject, shared: boolean) => string;

export type SerializerInput = {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Fragments;
  conditions: ConditionValues;
};

/** Operations that would need more code than this are left to the careful way. */
const MAX_FUNCTIONS = 1_500;

/**
 * Compiles the writing of an operation's data into JavaScript, with every key and type decided beforehand.
 * Null where the operation is too large for it. Names and keys enter the code as JSON strings only.
 */
export function compileSerializer(input: SerializerInput): Serialize | null {
  const code = new SerializerCode(input);
  const rootType = input.schema.getRootType(input.operation.operation) as GraphQLObjectType;
  const root = code.objectLiteral(rootType, [input.operation.selectionSet]);
  if (code.functions.length > MAX_FUNCTIONS) return null;
  const source = `"use strict";
const orNull = (value, write) => value === null || value === undefined ? "null" : write(value);
const required = (value, write) => value === null || value === undefined ? unusual() : write(value);
let shared = false;
${code.functions.join('\n')}
return (o, isShared) => {
  shared = isShared;
  try { return ${root}; } finally { if (shared) { ${code.written.map((name) => `${name}.clear();`).join('')} } }
};`;
  const make = new Function('unusual', 'writers', source) as (...parts: unknown[]) => Serialize;
  return make(unusual, code.writers);
}

/** Collects the functions that write each kind of value; a pair of type and selections is compiled once. */
class SerializerCode {
  readonly functions: string[] = [];
  /** Names of the maps that remember the text of an object while objects are shared. */
  readonly written: string[] = [];
  readonly writers: ((value: unknown) => string)[] = [];
  readonly #known = new Map<string, string>();
  readonly #setIds = new Map<SelectionSetNode, number>();
  readonly #reader: SelectionReader;

  constructor(private readonly input: SerializerInput) {
    this.#reader = new SelectionReader(input.schema, input.fragments, input.conditions);
  }

  /** An expression for the text of the object `o`. */
  objectLiteral(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    const parts = [...this.#reader.fieldsOf(type, sets)].map(([key, nodes], index) => {
      const head = JSON.stringify(`${index === 0 ? '' : ','}${JSON.stringify(key)}:`);
      const name = nodes[0]?.name.value as string;
      if (name === '__typename') return `${head} + ${JSON.stringify(JSON.stringify(type.name))}`;
      const field = type.getFields()[name];
      if (!field) throw new Error(`"${type.name}" has no field "${name}"`);
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return `${head} + ${this.#value(field.type, `o[${JSON.stringify(key)}]`, below)}`;
    });
    return ['"{"', ...parts, '"}"'].join(' + ');
  }

  #value(type: GraphQLOutputType, expression: string, sets: readonly SelectionSetNode[]): string {
    if (isNonNullType(type)) return `required(${expression}, ${this.#writer(type.ofType, sets)})`;
    return `orNull(${expression}, ${this.#writer(type, sets)})`;
  }

  /** The name of a function that writes values of the type. */
  #writer(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): string {
    const id = `${type}:${sets.map((set) => this.#idOf(set)).join()}`;
    const known = this.#known.get(id);
    if (known) return known;
    // Beyond the limit the code is thrown away: nothing more is written.
    if (this.functions.length > MAX_FUNCTIONS) return 'unusual';
    const name = `write${this.#known.size}`;
    this.#known.set(id, name);
    if (isListType(type)) this.functions.push(this.#list(name, type.ofType, sets));
    else if (isCompositeType(type)) this.functions.push(this.#object(name, type, sets));
    else
      this.functions.push(
        `const ${name} = writers[${this.writers.push(leafWriter(type as GraphQLNamedOutputType)) - 1}];`,
      );
    return name;
  }

  #list(name: string, element: GraphQLOutputType, sets: readonly SelectionSetNode[]): string {
    const value = this.#value(element, 'list[i]', sets);
    return `function ${name}(list) {
  if (!Array.isArray(list)) unusual();
  let text = "[";
  for (let i = 0; i < list.length; i += 1) text += (i === 0 ? "" : ",") + ${value};
  return text + "]";
}`;
  }

  #object(name: string, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): string {
    const written = `${name}Texts`;
    this.written.push(written);
    return `const ${written} = new Map();
function ${name}(o) {
  if (!shared) return ${name}New(o);
  let text = ${written}.get(o);
  if (text === undefined) ${written}.set(o, text = ${name}New(o));
  return text;
}
function ${name}New(o) {
  if (typeof o !== "object" || Array.isArray(o)) unusual();
  ${isAbstractType(type) ? this.#byTypename(type, sets) : this.#ofType(type as GraphQLObjectType, sets)}
}`;
  }

  #ofType(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    return `const t = o.__typename;
  if (t !== undefined && t !== ${JSON.stringify(type.name)}) unusual();
  return ${this.objectLiteral(type, sets)};`;
  }

  #byTypename(type: Parameters<GraphQLSchema['getPossibleTypes']>[0], sets: readonly SelectionSetNode[]): string {
    const casesOf = new Map<string, string>();
    for (const possible of this.input.schema.getPossibleTypes(type)) {
      const literal = this.objectLiteral(possible, sets);
      casesOf.set(literal, `${casesOf.get(literal) ?? ''} case ${JSON.stringify(possible.name)}:`);
    }
    const cases = [...casesOf].map(([literal, names]) => `${names} return ${literal};`);
    return `switch (o.__typename) {\n  ${cases.join('\n  ')}\n  default: unusual();\n  }`;
  }

  #idOf(set: SelectionSetNode): number {
    const id = this.#setIds.get(set) ?? this.#setIds.size;
    this.#setIds.set(set, id);
    return id;
  }
}

function leafWriter(type: GraphQLNamedOutputType): (value: unknown) => string {
  if (isEnumType(type)) return writeEnum(namesOf(type));
  return (isSpecifiedScalarType(type) && writeScalar[type.name]) || writeAny;
}

function namesOf(type: GraphQLEnumType): ReadonlySet<string> {
  return new Set(type.getValues().map(({ name }) => name));
}
