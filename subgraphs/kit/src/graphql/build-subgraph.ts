import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchema, type ClassType, createResolversMap, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { ACTIONS, type Action } from '../access/actions.ts';
import { requireAction } from '../access/session.ts';
import type { GraphContext } from './context.ts';
import { DateTimeScalar, JsonScalar } from './scalars.ts';

/** What a root field must name in `@Authorized`: an action of the table, or `public` for sign-in and the like. */
export type Permission = Action | 'public';

export type SubgraphOptions = {
  resolvers: readonly ClassType[];
  /** Gives the instance of a resolver class; made by the service's composition root. */
  container: { get(someClass: never): unknown };
  orphanedTypes?: readonly object[];
  references?: Record<string, { __resolveReference: (reference: never, context: GraphContext) => unknown }>;
};

// type-graphql asks for a PubSub even where every subscription brings its own `subscribe` function.
const noTopics = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error('A subscription gives its own `subscribe` function.');
  },
};

export type Subgraph = { schema: GraphQLSchema; sdl: string };

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@tag", "@inaccessible"])\n`;

/** Builds a federation subgraph from type-graphql classes. Throws when a root field names no action: default deny. */
export async function buildSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  refuseOpenFields(options.resolvers);
  const base = await buildSchema({
    resolvers: options.resolvers as unknown as NonEmptyArray<ClassType>,
    container: { get: (someClass) => options.container.get(someClass as never) as object },
    orphanedTypes: [...(options.orphanedTypes ?? [])] as ClassType[],
    authChecker: ({ context }, permissions) => isAllowed(context as GraphContext, permissions as Permission[]),
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      { type: Object, scalar: JsonScalar },
    ],
    pubSub: noTopics,
    // The schema is checked by buildSubgraphSchema below; alone it may lack Query or know no federation directive.
    skipCheck: true,
    validate: false,
  });
  const sdl = LINK + printSchemaWithDirectives(base);
  const resolvers: Record<string, object> = createResolversMap(base) as Record<string, object>;
  for (const [type, reference] of Object.entries(options.references ?? {})) {
    resolvers[type] = { ...resolvers[type], ...reference };
  }
  return { schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]), sdl };
}

function isAllowed(context: GraphContext, permissions: readonly Permission[]): boolean {
  for (const permission of permissions) if (permission !== 'public') requireAction(context.session, permission);
  return true;
}

function refuseOpenFields(resolvers: readonly ClassType[]): void {
  const storage = getMetadataStorage();
  storage.build({ resolvers: resolvers as unknown as NonEmptyArray<ClassType> } as never);
  const known = new Set<unknown>(resolvers);
  const fields = [...storage.queries, ...storage.mutations, ...storage.subscriptions].filter((field) =>
    known.has(field.target),
  );
  const open = fields.filter((field) => !namesAction(field.roles));
  if (open.length === 0) return;
  const names = open.map((field) => `${(field.target as ClassType).name}.${field.methodName}`);
  throw new Error(`These root fields name no action, so nobody could be refused: ${names.join(', ')}`);
}

function namesAction(roles: readonly unknown[] | undefined): boolean {
  return !!roles?.length && roles.every((role) => role === 'public' || Object.hasOwn(ACTIONS, String(role)));
}
