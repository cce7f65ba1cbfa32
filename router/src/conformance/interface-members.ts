import type { ConformanceSuite } from './suite.ts';

/** An interface of which one subgraph knows the ids only, and another the fields. */
export const nodes: ConformanceSuite = {
  topic: 'nodes',
  rows: { Host: [{ id: 'h1', name: 'Ada', price: 10 }], Rack: [{ id: 'r1', name: 'North' }] },
  subgraphs: [
    {
      name: 'nodes',
      sdl: `
        type Query { hostNode: Node rackNode: Node }
        interface Node { id: ID! }
        type Host implements Node @key(fields: "id") { id: ID! }
        type Rack implements Node @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          hostNode: () => ({ __typename: 'Host', id: 'h1' }),
          rackNode: () => ({ __typename: 'Rack', id: 'r1' }),
        },
      },
    },
    ...['one', 'two'].map((name) => ({
      name,
      sdl: `
        interface Node { id: ID! }
        type Host implements Node @key(fields: "id") @shareable { id: ID! name: String! price: Float! }
        ${name === 'one' ? 'type Rack implements Node @key(fields: "id") { id: ID! name: String! }' : ''}
      `,
    })),
  ],
  cases: [
    {
      query: '{ hostNode { ... on Host { id name __typename price } } }',
      data: { hostNode: { id: 'h1', name: 'Ada', __typename: 'Host', price: 10 } },
    },
    {
      query: '{ hostNode { id ... on Rack { name } } rackNode { __typename ... on Rack { name } } }',
      data: { hostNode: { id: 'h1' }, rackNode: { __typename: 'Rack', name: 'North' } },
    },
  ],
};

const user = (id: string) => ({ __typename: 'User', id, name: `name ${id}` });
const chat = (id: string, userId = 'u1') => ({ __typename: 'Chat', id, text: `text ${id}`, userId });
const byFirst = (id: string, ofUser: object, ofChat: object) => (id.startsWith('u') ? ofUser : ofChat);

/** The same root gives a node in both subgraphs, and each of them may not tell the id of one of its types. */
export const nodesWithoutIds: ConformanceSuite = {
  topic: 'nodes whose ids are external',
  subgraphs: [
    {
      name: 'users',
      sdl: `
        type Query { node(id: ID!): Node @shareable user(id: String!): User }
        interface Node { id: ID! }
        type User implements Node @key(fields: "id") { id: ID! name: String! }
        type Chat implements Node @key(fields: "id") { id: ID! @external user: User! }
      `,
      resolvers: {
        Query: {
          node: (_: never, { id }: { id: string }) => byFirst(id, user(id), { ...chat(id), id: 'not known here' }),
          user: (_: never, { id }: { id: string }) => user(id),
        },
        User: { __resolveReference: ({ id }: { id: string }) => user(id) },
        Chat: { __resolveReference: ({ id }: { id: string }) => chat(id), user: () => user('u1') },
      },
    },
    {
      name: 'chats',
      sdl: `
        type Query { node(id: ID!): Node @shareable chat(id: String!): Chat }
        interface Node { id: ID! }
        type User implements Node @key(fields: "id") { id: ID! @external chats: [Chat!]! }
        type Chat implements Node @key(fields: "id") { id: ID! text: String! }
      `,
      resolvers: {
        Query: {
          node: (_: never, { id }: { id: string }) => byFirst(id, { ...user(id), id: 'not known here' }, chat(id)),
          chat: (_: never, { id }: { id: string }) => chat(id),
        },
        User: { __resolveReference: ({ id }: { id: string }) => user(id), chats: () => [chat('c1')] },
        Chat: { __resolveReference: ({ id }: { id: string }) => chat(id) },
      },
    },
  ],
  cases: [
    // No way of asking gives the id of whichever type comes: the query cannot be planned.
    { query: '{ node(id: "u1") { id } }', data: undefined, errors: true },
    {
      query: '{ user: node(id: "u1") { id ... on Chat { id } } chat: node(id: "c1") { __typename } }',
      data: undefined,
      errors: true,
    },
    {
      query: '{ user: node(id: "u1") { __typename } chat: node(id: "c1") { __typename } }',
      data: { user: { __typename: 'User' }, chat: { __typename: 'Chat' } },
    },
    {
      query: '{ user: node(id: "u1") { ... on User { id name } } chat: node(id: "c1") { ... on Chat { id text } } }',
      data: { user: { id: 'u1', name: 'name u1' }, chat: { id: 'c1', text: 'text c1' } },
    },
    {
      query: '{ user: node(id: "u1") { ... on Chat { id } } chat: node(id: "c1") { __typename ... on User { id } } }',
      data: { user: {}, chat: { __typename: 'Chat' } },
    },
    {
      query: '{ chat(id: "c1") { id text user { id } } }',
      data: { chat: { id: 'c1', text: 'text c1', user: { id: 'u1' } } },
    },
    {
      query: '{ user(id: "u1") { id name chats { id } } }',
      data: { user: { id: 'u1', name: 'name u1', chats: [{ id: 'c1' }] } },
    },
  ],
};

/** A field of an interface leads back to the interface, and its type provides a field of another subgraph. */
export const circles: ConformanceSuite = {
  topic: 'interfaces in circles',
  rows: {
    Disk: [
      { id: '1', price: 5 },
      { id: '3', price: 5 },
    ],
  },
  subgraphs: [
    {
      name: 'offers',
      sdl: `
        type Query { offer: Offer }
        interface Offer { alike: Offer }
        type Disk implements Offer @key(fields: "id") {
          id: ID!
          alike: Disk @provides(fields: "price")
          price: Float @external
        }
      `,
      resolvers: {
        Query: { offer: () => ({ __typename: 'Disk', id: '1' }) },
        Disk: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Disk', id }),
          alike: ({ id }: { id: string }) => ({ __typename: 'Disk', id: id === '1' ? '3' : '1', price: 5 }),
        },
      },
    },
    { name: 'prices', sdl: 'type Disk @key(fields: "id") { id: ID! price: Float @shareable }' },
  ],
  cases: [
    {
      query: '{ offer { alike { ... on Offer { alike { __typename } } } } }',
      data: { offer: { alike: { alike: { __typename: 'Disk' } } } },
    },
    {
      query: `{ offer {
        __typename
        alike { __typename ... on Disk { id } alike { __typename ... on Disk { id } } }
        ... on Disk { __typename id price alike { id price } }
      } }`,
      data: {
        offer: {
          __typename: 'Disk',
          alike: { __typename: 'Disk', id: '3', alike: { __typename: 'Disk', id: '1' }, price: 5 },
          id: '1',
          price: 5,
        },
      },
    },
  ],
};

/** Members of a union implement an interface in one subgraph and not in the other. */
export const unionAndInterface: ConformanceSuite = {
  topic: 'a union beside an interface',
  rows: {
    Fan: [{ id: 'f1', years: 1 }],
    Lamp: [
      { id: 'l1', years: 3 },
      { id: 'l2', years: 4 },
    ],
  },
  subgraphs: [
    {
      name: 'things',
      sdl: `
        type Query { things: [Thing] node(id: ID!): Node nodes: [Node] lamps: [Lamp] }
        union Thing = Fan | Lamp
        interface Node { id: ID! }
        interface Warranted { years: Int }
        type Fan @key(fields: "id") { id: ID! }
        type Lamp implements Node & Warranted @key(fields: "id") { id: ID! years: Int }
      `,
      resolvers: {
        Query: {
          things: () => [{ __typename: 'Fan', id: 'f1' }, ...lamps()],
          node: (_: never, { id }: { id: string }) =>
            id === 'f1' ? { __typename: 'Fan', id } : lamps().find((lamp) => lamp.id === id),
          nodes: lamps,
          lamps,
        },
      },
    },
    {
      name: 'warranties',
      sdl: `
        interface Node { id: ID! }
        interface Warranted { years: Int }
        type Fan implements Node & Warranted @key(fields: "id") { id: ID! years: Int }
      `,
    },
  ],
  cases: [
    { query: '{ things { ... on Node { id } } }', data: { things: [{ id: 'f1' }, { id: 'l1' }, { id: 'l2' }] } },
    { query: '{ nodes { ... on Lamp { years } ... on Fan { id } } }', data: { nodes: [{ years: 3 }, { years: 4 }] } },
    {
      query: '{ nodes { ... on Node { ... on Warranted { years } } } }',
      data: { nodes: [{ years: 3 }, { years: 4 }] },
    },
    {
      query: '{ nodes { ... on Node { id ... on Node { id ... on Warranted { years } } } } }',
      data: {
        nodes: [
          { id: 'l1', years: 3 },
          { id: 'l2', years: 4 },
        ],
      },
    },
    {
      query: '{ lamps { ...L ...N } } fragment L on Lamp { id } fragment N on Node { id __typename }',
      data: {
        lamps: [
          { id: 'l1', __typename: 'Lamp' },
          { id: 'l2', __typename: 'Lamp' },
        ],
      },
    },
    // The subgraph itself refuses: a fan is no node there.
    { query: '{ node(id: "f1") { ... on Fan { years } } }', data: { node: null }, errors: true },
    { query: '{ node(id: "f1") { ... on Lamp { years } } }', data: { node: null }, errors: true },
    { query: '{ node(id: "l1") { ... on Lamp { years } } }', data: { node: { years: 3 } } },
    {
      query: '{ things { ... on Warranted { years } } }',
      data: { things: [{ years: 1 }, { years: 3 }, { years: 4 }] },
    },
  ],
};

function lamps() {
  return [
    { __typename: 'Lamp', id: 'l1', years: 3 },
    { __typename: 'Lamp', id: 'l2', years: 4 },
  ];
}

/** `__typename` of unions and interfaces, also where an @interfaceObject stands for the type. */
export const typenames: ConformanceSuite = {
  topic: 'names of types',
  rows: {
    Admin: [{ id: 'u1' }, { id: 'u2' }],
  },
  subgraphs: [
    {
      name: 'things',
      sdl: `
        type Query { either: Thing item: Item }
        union Thing = Fan | Lamp
        interface Item { id: ID! }
        type Fan implements Item { id: ID! }
        type Lamp implements Item { id: ID! }
        interface User @key(fields: "id") { id: ID! }
        type Admin implements User @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { either: () => ({ __typename: 'Fan', id: '1' }), item: () => ({ __typename: 'Lamp', id: '2' }) },
      },
    },
    {
      name: 'nicks',
      sdl: `
        type Query { users: [User!]! }
        type User @key(fields: "id") @interfaceObject { id: ID! nick: String! }
      `,
      resolvers: {
        User: { __resolveReference: ({ id }: { id: string }) => ({ id, nick: id === 'u1' ? 'one' : 'two' }) },
        Query: {
          users: () => [
            { id: 'u1', nick: 'one' },
            { id: 'u2', nick: 'two' },
          ],
        },
      },
    },
  ],
  cases: [
    { query: '{ either { __typename t: __typename } }', data: { either: { __typename: 'Fan', t: 'Fan' } } },
    {
      query: '{ item { id __typename t: __typename u: __typename } }',
      data: { item: { id: '2', __typename: 'Lamp', t: 'Lamp', u: 'Lamp' } },
    },
    {
      query: '{ either { __typename ... on Fan { t: __typename } ... on Lamp { t: __typename } } }',
      data: { either: { __typename: 'Fan', t: 'Fan' } },
    },
    {
      query: '{ item { __typename ... on Fan { t: __typename } ... on Lamp { t: __typename } } }',
      data: { item: { __typename: 'Lamp', t: 'Lamp' } },
    },
    { query: '{ users { id } }', data: { users: [{ id: 'u1' }, { id: 'u2' }] } },
    { query: '{ users { __typename } }', data: { users: [{ __typename: 'Admin' }, { __typename: 'Admin' }] } },
    {
      query: '{ users { t: __typename nick ... on Admin { id } } __typename q: __typename }',
      data: {
        users: [
          { t: 'Admin', nick: 'one', id: 'u1' },
          { t: 'Admin', nick: 'two', id: 'u2' },
        ],
        __typename: 'Query',
        q: 'Query',
      },
    },
  ],
};
