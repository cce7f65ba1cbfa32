import type { ConformanceSuite } from './suite.ts';

type ById = { id: string };

/** Shareable fields and roots, fields that moved (@override), and what clients may not see (@inaccessible). */
export const fieldSharing: ConformanceSuite = {
  topic: 'sharing and hiding',
  subgraphs: [
    {
      name: 'old',
      sdl: `
        type Query { site: Site @shareable old: String }
        type Site @key(fields: "id") { id: ID! name: String @shareable city: String secret: String @inaccessible }
      `,
      resolvers: {
        Query: { site: () => ({ id: 's1', name: 'North', city: 'old city', secret: 'x' }), old: () => 'old' },
        Site: { __resolveReference: ({ id }: ById) => ({ id, name: 'North', city: 'old city', secret: 'x' }) },
      },
    },
    {
      name: 'new',
      sdl: `
        type Query { site: Site @shareable level: Level levels(at: Level): [Level!] }
        type Site @key(fields: "id") {
          id: ID!
          name: String @shareable
          city: String @override(from: "old")
          secret: String @external
          code: String @requires(fields: "secret")
        }
        enum Level { LOW HIGH HIDDEN @inaccessible }
      `,
      resolvers: {
        Query: {
          site: () => ({ id: 's1', name: 'North', city: 'new city' }),
          level: () => 'HIDDEN',
          levels: (_: never, { at }: { at?: string }) => ['LOW', at ?? 'HIGH'],
        },
        Site: {
          __resolveReference: (reference: ById) => ({ name: 'North', city: 'new city', ...reference }),
          code: ({ secret }: { secret?: string }) => `code ${secret}`,
        },
      },
    },
  ],
  cases: [
    { query: '{ site { name city } }', data: { site: { name: 'North', city: 'new city' } } },
    { query: '{ site { code } old }', data: { site: { code: 'code x' }, old: 'old' } },
    { query: '{ site { secret } }', data: undefined, errors: true },
    { query: '{ levels levelsAt: levels(at: LOW) }', data: { levels: ['LOW', 'HIGH'], levelsAt: ['LOW', 'LOW'] } },
    { query: '{ levels(at: HIDDEN) }', data: undefined, errors: true },
    { query: '{ level }', data: { level: null } },
    {
      query: '{ __type(name: "Level") { enumValues { name } } hidden: __type(name: "Site") { fields { name } } }',
      data: {
        __type: { enumValues: [{ name: 'LOW' }, { name: 'HIGH' }] },
        hidden: { fields: [{ name: 'id' }, { name: 'name' }, { name: 'city' }, { name: 'code' }] },
      },
    },
  ],
};
