import type { ConformanceSuite } from './suite.ts';

const HOSTS = [
  { id: '1', tag: 'a', zone: { id: 'z1', mark: 'm1' }, cost: { amount: 100 } },
  { id: '2', tag: 'b', zone: { id: 'z2', mark: 'm2' }, cost: { amount: 200 } },
];

/** Keys that hold lists and objects of other entities: each subgraph knows the list by a longer key. */
export const keysOfLists: ConformanceSuite = {
  topic: 'keys that hold lists',
  rows: {
    Host: HOSTS,
    Zone: [
      { id: 'z1', mark: 'm1', chief: { id: '1' } },
      { id: 'z2', mark: 'm2', chief: { id: '2' } },
    ],
    Batch: [{ hosts: HOSTS, first: HOSTS[0], chosen: HOSTS[1] }],
  },
  subgraphs: [
    {
      name: 'batches',
      sdl: `
        type Query { batch: Batch! }
        type Batch @key(fields: "hosts { id }") { hosts: [Host!]! }
        type Host @extends @key(fields: "id") { id: String! @external zone: Zone @shareable }
        type Zone @key(fields: "id") { chief: Host! @shareable id: String! mark: String @shareable }
      `,
      resolvers: { Query: { batch: () => ({ hosts: HOSTS }) } },
    },
    {
      name: 'tags',
      sdl: 'type Host @key(fields: "id") @key(fields: "id tag") { id: String! tag: String! }',
    },
    {
      name: 'choices',
      sdl: `
        type Batch @key(fields: "hosts { id tag }") {
          hosts: [Host!]!
          first: Host @shareable
          chosen: Host @shareable
        }
        type Host @key(fields: "id tag") { id: String! tag: String }
      `,
    },
    {
      name: 'costs',
      sdl: `
        type Batch @key(fields: "hosts { id tag zone { id mark } } chosen { id }") {
          hosts: [Host!]!
          first: Host @shareable
          chosen: Host @shareable
        }
        type Host @key(fields: "id tag zone { id mark }") { id: String! cost: Cost tag: String zone: Zone }
        type Zone @key(fields: "id mark") { id: String! mark: String }
        type Cost { amount: Float! }
      `,
    },
  ],
  cases: [
    {
      query: `{ batch { hosts { id tag cost { amount } zone { chief { id } id mark } } chosen { id } first { id } } }`,
      data: {
        batch: {
          hosts: [
            { id: '1', tag: 'a', cost: { amount: 100 }, zone: { chief: { id: '1' }, id: 'z1', mark: 'm1' } },
            { id: '2', tag: 'b', cost: { amount: 200 }, zone: { chief: { id: '2' }, id: 'z2', mark: 'm2' } },
          ],
          chosen: { id: '2' },
          first: { id: '1' },
        },
      },
    },
  ],
};

/** Some keys of a type lead into a subgraph, others only out of it. */
export const keysOneWay: ConformanceSuite = {
  topic: 'keys that lead one way',
  rows: {
    Host: [{ id: '1', serial: 's1', place: { hall: 'h', row: 'r', slot: 's' }, name: 'Ada' }],
    Group: [{ id: 'g', hosts: [{ id: '1', serial: 's1', place: { hall: 'h', row: 'r', slot: 's' } }] }],
  },
  subgraphs: [
    {
      name: 'names',
      sdl: `
        type Host
          @key(fields: "id", resolvable: true)
          @key(fields: "serial", resolvable: false)
          @key(fields: "place { hall row }", resolvable: false)
          @key(fields: "id place { row slot }", resolvable: false) {
          id: ID! serial: ID! place: Place! name: String!
        }
        type Place { hall: ID! row: ID! slot: ID! }
      `,
    },
    {
      name: 'groups',
      sdl: `
        type Query { group: Group }
        type Group @key(fields: "id") { id: ID! hosts: [Host!]! }
        type Host
          @key(fields: "place { hall row }", resolvable: false)
          @key(fields: "id place { row slot }", resolvable: true)
          @key(fields: "serial", resolvable: false)
          @key(fields: "id", resolvable: false) {
          id: ID! serial: ID! place: Place!
          name: String! @external
          label: String! @requires(fields: "name")
        }
        type Place { hall: ID! row: ID! slot: ID! }
      `,
      resolvers: {
        Query: { group: () => ({ id: 'g' }) },
        Group: { hosts: () => [{ id: '1', serial: 's1', place: { hall: 'h', row: 'r', slot: 's' } }] },
        Host: {
          __resolveReference: (reference: { id: string }) => ({ ...reference }),
          label: ({ name }: { name?: string }) => (name ? `label of ${name}` : null),
        },
      },
    },
  ],
  cases: [
    { query: '{ group { id hosts { id name } } }', data: { group: { id: 'g', hosts: [{ id: '1', name: 'Ada' }] } } },
    {
      query: '{ group { hosts { id name label } } }',
      data: { group: { hosts: [{ id: '1', name: 'Ada', label: 'label of Ada' }] } },
      nativeOnly: true,
    },
  ],
};

/** A subgraph on the way to another one knows nothing of an entity: what lies behind it is null, the rest stays. */
export const keysThatEnd: ConformanceSuite = {
  topic: 'keys that end',
  rows: {
    Host: [
      { id: '1', serial: 's1', team: { id: 't1', name: 'Alpha' } },
      { id: '2', serial: 's2', team: { id: 't2', name: 'Beta' } },
    ],
  },
  subgraphs: [
    {
      name: 'shelves',
      sdl: `
        type Query { shelves: [Shelf] }
        type Shelf { host: Host }
        type Host @key(fields: "serial") { serial: ID! }
      `,
      resolvers: { Query: { shelves: () => ['s1', 's9', 's2'].map((serial) => ({ host: { serial } })) } },
    },
    { name: 'ids', sdl: 'type Host @key(fields: "id") @key(fields: "serial") { id: ID! serial: ID! }' },
    {
      name: 'teams',
      sdl: 'type Host @key(fields: "id") { id: ID! team: Team } type Team { id: ID! name: String }',
      resolvers: {
        Host: {
          __resolveReference: ({ id }: { id?: string }) => {
            if (!id) throw new Error('A reference without its key was sent.');
            return { id, team: { id: `t${id}`, name: id === '1' ? 'Alpha' : 'Beta' } };
          },
        },
      },
    },
  ],
  cases: [
    {
      query: '{ shelves { host { serial team { name } } } }',
      data: {
        shelves: [
          { host: { serial: 's1', team: { name: 'Alpha' } } },
          { host: { serial: 's9', team: null } },
          { host: { serial: 's2', team: { name: 'Beta' } } },
        ],
      },
    },
  ],
};
