import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import type { SubgraphSdl } from './composer.ts';
import { fieldSetOf, isNamed, parseOrNull } from './directives.ts';
import type { BrokenRule } from './schema-rules.ts';

/** A field of a type, and the fields of the same type that it requires. */
type Requiring = { subgraph: string; type: string; field: string; required: string[] };
type Source = { name: string; document: DocumentNode; requiring: Requiring[] };

/**
 * Fields that require a field which its owner computes from others, where queries can enter at that owner: the JS planner
 * asks for it on the way in, before what it requires is there, and would answer with wrong data.
 */
export function chainedRequires(subgraphs: readonly SubgraphSdl[]): BrokenRule[] {
  const sources = subgraphs.flatMap(({ name, sdl }) => (/requires/i.test(sdl) ? sourceOf(name, sdl) : []));
  return sources.flatMap(({ requiring }) => requiring).flatMap((chained) => brokenBy(chained, sources));
}

function brokenBy({ subgraph, type, field, required }: Requiring, sources: readonly Source[]): BrokenRule[] {
  return sources
    .filter(({ name, document }) => name !== subgraph && isEntered(document, type))
    .flatMap(({ name, requiring }) =>
      requiring
        .filter((owned) => owned.type === type && required.includes(owned.field))
        .map((owned) => ({ name: subgraph, words: words(subgraph, `${type}.${field}`, owned.field, name) })),
    );
}

function sourceOf(name: string, sdl: string): Source[] {
  const document = parseOrNull(sdl);
  if (!document) return [];
  const requiring = fieldsOf(document).flatMap(({ type, field }) =>
    (field.directives ?? [])
      .filter((directive) => isNamed(document, directive, 'requires'))
      .map((directive) => ({ subgraph: name, type, field: field.name.value, required: topFields(directive) })),
  );
  return [{ name, document, requiring }];
}

function fieldsOf({ definitions }: DocumentNode): { type: string; field: FieldDefinitionNode }[] {
  return definitions.flatMap((definition) => {
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
    return isObject ? (definition.fields ?? []).map((field) => ({ type: definition.name.value, field })) : [];
  });
}

function topFields(directive: ConstDirectiveNode): string[] {
  const [operation] = fieldSetOf(directive)?.definitions ?? [];
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
}

/** Whether a field of the subgraph leads to objects of the type. */
function isEntered(document: DocumentNode, type: string): boolean {
  const leading = new Set([type, ...abstractTypesOf(document, type)]);
  return fieldsOf(document).some(({ field }) => leading.has(namedType(field.type)));
}

function abstractTypesOf({ definitions }: DocumentNode, type: string): string[] {
  return definitions.flatMap((definition) => {
    const isUnion = definition.kind === Kind.UNION_TYPE_DEFINITION || definition.kind === Kind.UNION_TYPE_EXTENSION;
    if (isUnion) return hasMember(definition as UnionTypeDefinitionNode, type) ? [definition.name.value] : [];
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
    if (!isObject || definition.name.value !== type) return [];
    return (definition.interfaces ?? []).map(({ name }) => name.value);
  });
}

function hasMember({ types = [] }: UnionTypeDefinitionNode, type: string): boolean {
  return types.some(({ name }) => name.value === type);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function words(subgraph: string, place: string, field: string, owner: string): string {
  return (
    `[${subgraph}] "${place}" requires "${field}", which subgraph "${owner}" computes from other fields. The JS query ` +
    `planner asks "${owner}" for it before those are there when a query enters at "${owner}", and would answer with ` +
    `wrong data. Remedy: require what "${field}" is computed from, or run the router with its native planner.`
  );
}
