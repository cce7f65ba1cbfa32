import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type GraphContext, type RunningServer, startSubgraphServer } from '@wecube/kit';
import { parse } from 'graphql';

export const INTERNAL_KEY = 'the internal key of the tests, long enough';
export const FEDERATION = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

type Resolver = (source: never, args: never, context: GraphContext) => unknown;
type Resolvers = Record<string, Record<string, Resolver | { subscribe: Resolver }>>;

export type TestSubgraph = { name: string; sdl: string; resolvers: Resolvers; port?: number };

/** A real subgraph server, as the platform's own services run. */
export async function startTestSubgraph({ name, sdl, resolvers, port }: TestSubgraph): Promise<RunningServer> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(`${FEDERATION}\n${sdl}`), resolvers: resolvers as never }]);
  const logger = createLogger(name, { level: 'silent' });
  return startSubgraphServer({ name, schema, internalKey: INTERNAL_KEY, logger, ...(port && { port }) });
}

/** People with their names, owned by the subgraph `people`. */
export const people = (names: Record<string, string> = { p1: 'Ada', p2: 'Grace' }): TestSubgraph => ({
  name: 'people',
  sdl: 'type Query { people: [Person!]! whoAmI: String } type Person @key(fields: "id") { id: ID! name: String! }',
  resolvers: {
    Query: {
      people: () => Object.keys(names).map((id) => ({ id, name: names[id] })),
      whoAmI: (_source: never, _args: never, { session }: GraphContext) => session?.name ?? null,
    },
    Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: names[id] }) } as never,
  },
});
