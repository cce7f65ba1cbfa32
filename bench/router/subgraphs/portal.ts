import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { inventedValue } from './invented-values.ts';
import type { World } from './world.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const LINK = parse(
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag"])',
);

/** Auth and core with what they really answer to queries, and values that are made up. */
export function portalWorld(): World {
  const auth = forQueries(parse(read('subgraphs', 'auth', 'golden', 'schema.graphql')));
  const core = forQueries(withoutTheOther(parse(read('web', 'schema.graphql')), auth));
  return {
    name: 'portal',
    subgraphs: [
      { name: 'auth', sdl: print(auth), resolvers: {}, fieldResolver: inventedValue },
      { name: 'core', sdl: print(core), resolvers: {}, fieldResolver: inventedValue },
    ],
  };
}

export type PortalQuery = { name: string; query: string; variables: Record<string, unknown> };

/** What an open portal asks most: who is signed in, the list of runs, and the run that is being watched. */
export function hottestQueries(): readonly PortalQuery[] {
  return [
    { name: 'Viewer', query: operation('session', 'Viewer'), variables: {} },
    { name: 'Runs', query: operation('runs', 'Runs'), variables: { first: 20 } },
    { name: 'Run', query: operation('runs', 'Run'), variables: { id: 'run_1' } },
  ];
}

/** One operation of a document of the portal with the fragments that it uses, `__typename` added as urql does. */
function operation(feature: string, name: string): string {
  const { definitions } = parse(read('web', 'features', feature, `${feature}.graphql`));
  const fragments = new Map(
    definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const asked = definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name,
  );
  if (!asked) throw new Error(`The portal has no operation ${name} in ${feature}.`);
  return [asked, ...fragmentsOf(asked, fragments)].map((part) => print(withTypenames(part))).join('\n');
}

function fragmentsOf(
  node: DefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      fragmentsOf(fragment, all, found);
    },
  });
  return found;
}

function withTypenames<T extends DefinitionNode>(definition: T): T {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return visit(definition, {
    SelectionSet: {
      leave: (set, _key, parent) =>
        (parent as { kind?: string }).kind === Kind.OPERATION_DEFINITION
          ? undefined
          : { ...set, selections: [...set.selections, typename] },
    },
  });
}

/** The API's schema without what `other` answers; the types that both know may come from either. */
function withoutTheOther(api: DocumentNode, other: DocumentNode): DocumentNode {
  const foreign = new Map(objectTypes(other).map((type) => [type.name.value, type]));
  const fieldsElsewhere = (type: ObjectTypeDefinitionNode) =>
    new Set(foreign.get(type.name.value)?.fields?.map(({ name }) => name.value));
  return visit(api, {
    ObjectTypeDefinition(type) {
      const elsewhere = fieldsElsewhere(type);
      if (type.name.value !== 'Query') return elsewhere.size > 0 ? shareable(type) : undefined;
      return { ...type, fields: type.fields?.filter(({ name }) => !elsewhere.has(name.value)) };
    },
  });
}

function shareable(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  const directive = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'shareable' } } as const;
  return { ...type, directives: [...(type.directives ?? []), directive] };
}

function objectTypes({ definitions }: DocumentNode): ObjectTypeDefinitionNode[] {
  return definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION);
}

/** What can be reached from the type Query, so that nothing stands there unused. */
function forQueries({ definitions }: DocumentNode): DocumentNode {
  const named = new Map(
    definitions.flatMap((one) => ('name' in one && one.name ? [[one.name.value, one] as const] : [])),
  );
  const found = new Set<DefinitionNode>();
  const walk = (name: string) => {
    const definition = named.get(name);
    if (!definition || found.has(definition)) return;
    found.add(definition);
    visit(definition, { NamedType: ({ name: used }) => walk(used.value) });
  };
  walk('Query');
  return { kind: Kind.DOCUMENT, definitions: [...LINK.definitions, ...found] };
}
