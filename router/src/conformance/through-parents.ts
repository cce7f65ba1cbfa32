import type { ConformanceSuite } from './suite.ts';

const ZONE = { id: 'z3', name: 'Zone z3', figures: { hosts: 2 } };

/** A part of a value without a key is reached only through the entity that holds it. */
export const throughParents: ConformanceSuite = {
  topic: 'values through their parents',
  rows: { Host: [{ id: 'h1', serial: 's1', zone: { id: 'z3' } }], Zone: [ZONE] },
  subgraphs: [
    {
      name: 'hosts',
      sdl: `
        type Query { hosts: [Host!]! }
        type Host @key(fields: "id") @key(fields: "id serial") { id: ID! serial: ID! zone: Zone @shareable }
        type Zone @key(fields: "id") { id: ID! name: String! @shareable }
      `,
      resolvers: { Query: { hosts: () => [{ id: 'h1', serial: 's1', zone: { id: 'z3' } }] } },
    },
    {
      name: 'zones',
      sdl: `
        type Host @key(fields: "id serial") { id: ID! serial: ID! zone: Zone @shareable }
        type Zone @key(fields: "id") { id: ID! name: String! @shareable }
      `,
    },
    {
      name: 'figures',
      sdl: `
        type Host @key(fields: "id serial") { id: ID! serial: ID! zone: Zone @shareable }
        type Zone { figures: Figures }
        type Figures { hosts: Int }
      `,
      resolvers: { Host: { zone: () => ({ figures: ZONE.figures }) } },
    },
  ],
  cases: [
    {
      query: '{ hosts { zone { figures { hosts } } } }',
      data: { hosts: [{ zone: { figures: { hosts: 2 } } }] },
    },
    {
      query: '{ hosts { id zone { id name figures { hosts } } } }',
      data: { hosts: [{ id: 'h1', zone: { id: 'z3', name: 'Zone z3', figures: { hosts: 2 } } }] },
    },
  ],
};

/** The same over four subgraphs, where the key of the value stands in one, its name in the next, a detail at the parent. */
export const throughParentsFar: ConformanceSuite = {
  topic: 'values through parents, far apart',
  rows: {
    Host: [{ id: '1', name: 'Host 1', zone: { id: '3', detail: 'detail of host 1' } }],
    Zone: [{ id: '3', name: 'Zone 3' }],
  },
  subgraphs: [
    {
      name: 'details',
      sdl: `
        type Host @key(fields: "id") { id: ID @external zone: Zone @shareable }
        type Zone { detail: String }
      `,
    },
    {
      name: 'zones',
      sdl: `
        type Host @key(fields: "id") { id: ID @external zone: Zone @shareable }
        type Zone @key(fields: "id") { id: ID }
      `,
    },
    { name: 'names', sdl: 'type Zone @key(fields: "id") { id: ID name: String }' },
    {
      name: 'hosts',
      sdl: 'type Query { host(id: ID!): Host } type Host @key(fields: "id") { id: ID name: String }',
      resolvers: { Query: { host: (_: never, { id }: { id: string }) => ({ id, name: `Host ${id}` }) } },
    },
  ],
  cases: [
    {
      query: '{ host(id: "1") { id name zone { id name detail } } }',
      data: { host: { id: '1', name: 'Host 1', zone: { id: '3', name: 'Zone 3', detail: 'detail of host 1' } } },
    },
  ],
};
