import type { ConformanceSuite } from './suite.ts';

const given = (reference: object) => reference;
const needs = <T>(value: T | undefined | null, name: string): T => {
  if (value === undefined || value === null) throw new Error(`The required ${name} was not sent.`);
  return value;
};

/** What is required requires itself, over four subgraphs; two chains may meet in one query. */
export const chains: ConformanceSuite = {
  topic: 'required in chains',
  rows: { Host: [{ id: '1', price: 699, cheap: true }] },
  subgraphs: [
    { name: 'prices', sdl: 'type Host @key(fields: "id") { id: ID! price: Float! }' },
    {
      name: 'roots',
      sdl: 'type Query { host: Host } type Host @key(fields: "id") { id: ID! cheap: Boolean! }',
      resolvers: { Query: { host: () => ({ id: '1', cheap: true }) } },
    },
    {
      name: 'first',
      sdl: `
        type Host @key(fields: "id") {
          id: ID! price: Float! @external cheap: Boolean! @external
          dear: Boolean! @requires(fields: "price")
          dearAfterAll: Boolean! @requires(fields: "cheap")
        }
      `,
      resolvers: {
        Host: {
          __resolveReference: given,
          dear: ({ price }: { price?: number }) => needs(price, 'price') > 500,
          dearAfterAll: ({ cheap }: { cheap?: boolean }) => !needs(cheap, 'cheap'),
        },
      },
    },
    {
      name: 'second',
      sdl: `
        type Host @key(fields: "id") {
          id: ID! dear: Boolean! @external dearAfterAll: Boolean! @external
          affordable: Boolean! @requires(fields: "dear")
          affordableAfterAll: Boolean! @requires(fields: "dearAfterAll")
        }
      `,
      resolvers: {
        Host: {
          __resolveReference: given,
          affordable: ({ dear }: { dear?: boolean }) => !needs(dear, 'dear'),
          affordableAfterAll: ({ dearAfterAll }: { dearAfterAll?: boolean }) => !needs(dearAfterAll, 'dearAfterAll'),
        },
      },
    },
  ],
  cases: [
    { query: '{ host { affordable } }', data: { host: { affordable: false } } },
    { query: '{ host { dear } }', data: { host: { dear: true } } },
    { query: '{ host { dear affordable } }', data: { host: { dear: true, affordable: false } } },
    { query: '{ host { affordableAfterAll } }', data: { host: { affordableAfterAll: true } } },
    {
      query: '{ host { affordable affordableAfterAll } }',
      data: { host: { affordable: false, affordableAfterAll: true } },
    },
  ],
};

/** A required list that another subgraph makes of a required field, and two fields that need it at once. */
export const nestedRequires: ConformanceSuite = {
  topic: 'required, nested',
  rows: { User: [{ id: '1', name: 'Ada' }] },
  subgraphs: [
    {
      name: 'users',
      sdl: 'type Query { user: User } type User @key(fields: "id") { id: ID! name: String! }',
      resolvers: { Query: { user: () => ({ id: '1', name: 'Ada' }) } },
    },
    {
      name: 'sums',
      sdl: `
        type Order @key(fields: "id", resolvable: false) { id: ID! }
        type User @key(fields: "id") {
          id: ID! orders: [Order!] @external
          count: Int @requires(fields: "orders { id }")
          first: String @requires(fields: "orders { id }")
        }
      `,
      resolvers: {
        User: {
          __resolveReference: given,
          count: ({ orders }: { orders?: object[] }) => needs(orders, 'orders').length,
          first: ({ orders }: { orders?: { id: string }[] }) => needs(orders, 'orders')[0]?.id,
        },
      },
    },
    {
      name: 'orders',
      sdl: `
        type Order @key(fields: "id") { id: ID! }
        type User @key(fields: "id") {
          id: ID! name: String! @external orders: [Order!] @requires(fields: "name")
        }
      `,
      resolvers: {
        User: {
          __resolveReference: given,
          orders: ({ name }: { name?: string }) => [{ id: `${needs(name, 'name')}-1` }],
        },
      },
    },
  ],
  cases: [
    { query: '{ user { count first } }', data: { user: { count: 1, first: 'Ada-1' } } },
    { query: '{ user { first orders { id } } }', data: { user: { first: 'Ada-1', orders: [{ id: 'Ada-1' }] } } },
  ],
};

/** Two subgraphs require each other's fields, one of them through the author of a note. */
export const circles: ConformanceSuite = {
  topic: 'required in circles',
  rows: {
    Note: [
      { id: 'n1', author: { id: 'u1' } },
      { id: 'n2', author: { id: 'u2' } },
    ],
    User: [
      { id: 'u1', name: 'Ada', years: 1 },
      { id: 'u2', name: 'Grace', years: 9 },
    ],
  },
  subgraphs: [
    {
      name: 'users',
      sdl: `
        type Query { notes: [Note] }
        type Note @key(fields: "id") {
          id: ID! novice: Boolean! @external expert: Boolean! @requires(fields: "novice")
        }
        type User @key(fields: "id") { id: ID! name: String! years: Int! }
      `,
      resolvers: {
        Query: { notes: () => [{ id: 'n1' }, { id: 'n2' }] },
        Note: {
          __resolveReference: given,
          expert: ({ novice }: { novice?: boolean }) => !needs(novice, 'novice'),
        },
      },
    },
    {
      name: 'notes',
      sdl: `
        type Note @key(fields: "id") { id: ID! author: User! novice: Boolean! @requires(fields: "author { years }") }
        type User @key(fields: "id") { id: ID! years: Int! @external }
      `,
      resolvers: {
        Note: {
          novice: ({ author }: { author?: { years?: number } }) => needs(author?.years, 'years of the author') < 3,
        },
      },
    },
  ],
  cases: [
    { query: '{ notes { novice } }', data: { notes: [{ novice: true }, { novice: false }] } },
    { query: '{ notes { expert } }', data: { notes: [{ expert: false }, { expert: true }] } },
    {
      query: '{ notes { expert novice author { name } } }',
      data: {
        notes: [
          { expert: false, novice: true, author: { name: 'Ada' } },
          { expert: true, novice: false, author: { name: 'Grace' } },
        ],
      },
    },
  ],
};

const PLACES = [
  { __typename: 'Hall', id: 'p1', city: 'city 1', country: 'country 1' },
  { __typename: 'Yard', id: 'p2', city: 'city 2', country: 'country 2' },
];
const place = (id: string | undefined) => PLACES.find((one) => one.id === id);

/** A field of an interface is required, and a field of one type behind it. */
export const requiresInterface: ConformanceSuite = {
  topic: 'required from an interface',
  rows: { Hall: PLACES.slice(0, 1), Yard: PLACES.slice(1) },
  subgraphs: [
    {
      name: 'left',
      sdl: `
        type Query { left: Host }
        interface Place { id: ID! }
        type Hall implements Place @key(fields: "id") { id: ID! city: String @shareable }
        type Yard implements Place @key(fields: "id") { id: ID! city: String @shareable }
        type Host @key(fields: "id") {
          id: ID! name: String! @shareable
          place: Place @external
          city: String @requires(fields: "place { id }")
          country: String @requires(fields: "place { ... on Yard { id } }")
        }
      `,
      resolvers: {
        Query: { left: () => ({ id: 'h1', name: 'Ada' }) },
        Host: {
          __resolveReference: given,
          city: ({ place: at }: { place?: { id: string } }) => place(at?.id)?.city,
          country: ({ place: at }: { place?: { id?: string } }) => place(at?.id)?.country,
        },
      },
    },
    {
      name: 'right',
      sdl: `
        type Query { right: Host }
        interface Place { id: ID! }
        type Hall implements Place @key(fields: "id") { id: ID! city: String @shareable }
        type Yard implements Place @key(fields: "id") { id: ID! city: String @shareable }
        type Roof implements Place @key(fields: "id") { id: ID! city: String }
        type Host @key(fields: "id") { id: ID! name: String! @shareable place: Place }
      `,
      resolvers: {
        Query: { right: () => ({ id: 'h2', name: 'Grace', place: PLACES[1] }) },
        Host: { __resolveReference: ({ id }: { id: string }) => ({ id, place: PLACES[id === 'h1' ? 0 : 1] }) },
      },
    },
  ],
  cases: [
    { query: '{ left { city } }', data: { left: { city: 'city 1' } } },
    { query: '{ right { city } }', data: { right: { city: 'city 2' } } },
    { query: '{ left { country } }', data: { left: { country: null } } },
    { query: '{ right { country } }', data: { right: { country: 'country 2' } } },
    { query: '{ left { place { __typename id } } }', data: { left: { place: { __typename: 'Hall', id: 'p1' } } } },
    { query: '{ right { place { __typename id } } }', data: { right: { place: { __typename: 'Yard', id: 'p2' } } } },
  ],
};

const QUX = { __typename: 'Qux', foo: 'q-foo', bar: 'q-bar', qux: 'q-qux' };
const BAZ = { __typename: 'Baz', foo: 'b-foo', bar: 'b-bar', baz: 'b-baz' };
const ABSTRACT = `
  interface Foo { foo: String! }
  interface Bar implements Foo { foo: String! bar: String! }
`;

/** Fragments of interfaces inside of @requires; one of the types is hidden from clients. */
export const requiresFragments: ConformanceSuite = {
  topic: 'required by fragments',
  subgraphs: [
    {
      name: 'data',
      sdl: `
        type Query { a: Holder }
        type Holder @key(fields: "id") { id: ID! data: Foo }
        ${ABSTRACT}
        type Baz implements Foo & Bar @shareable { foo: String! bar: String! baz: String! }
        type Qux implements Foo & Bar @shareable { foo: String! bar: String! qux: String! }
      `,
      resolvers: {
        Query: { a: () => ({ id: 'e2', data: QUX }) },
        Holder: { __resolveReference: ({ id }: { id: string }) => ({ id, data: id === 'e1' ? BAZ : QUX }) },
      },
    },
    {
      name: 'needs',
      sdl: `
        type Query { b: Holder bb: Holder }
        type Holder @key(fields: "id") {
          id: ID! data: Foo @external
          far: String! @requires(fields: "data { foo ... on Bar { bar ... on Baz { baz } ... on Qux { qux } } }")
          near: String! @requires(fields: "data { ... on Foo { foo } }")
        }
        ${ABSTRACT}
        type Baz implements Foo & Bar @shareable @inaccessible { foo: String! bar: String! baz: String! }
        type Qux implements Foo & Bar @shareable { foo: String! bar: String! qux: String! }
      `,
      resolvers: {
        Query: { b: () => ({ id: 'e1' }), bb: () => ({ id: 'e2' }) },
        Holder: {
          __resolveReference: given,
          far: ({ data }: { data?: Record<string, string> }) =>
            [data?.['foo'], data?.['bar'], data?.['baz'] ?? data?.['qux']].join(' '),
          near: ({ data }: { data?: { foo?: string } }) => needs(data?.foo, 'foo'),
        },
      },
    },
  ],
  cases: [
    {
      query: '{ b { id data { __typename } } bb { id data { __typename } } }',
      data: { b: { id: 'e1', data: null }, bb: { id: 'e2', data: { __typename: 'Qux' } } },
    },
    { query: '{ a { far } }', data: { a: { far: 'q-foo q-bar q-qux' } } },
    {
      query: '{ a { data { __typename } far } }',
      data: { a: { data: { __typename: 'Qux' }, far: 'q-foo q-bar q-qux' } },
    },
    { query: '{ b { data { __typename } far } }', data: { b: { data: null, far: 'b-foo b-bar b-baz' } } },
    {
      query: '{ bb { data { __typename } near far } }',
      data: { bb: { data: { __typename: 'Qux' }, near: 'q-foo', far: 'q-foo q-bar q-qux' } },
    },
  ],
};

/** Conditions on fields that require others: what is left out is not fetched, what is let in comes whole. */
export const conditions: ConformanceSuite = {
  topic: 'left out and let in',
  rows: { Host: [{ id: '1', price: 699 }] },
  subgraphs: [
    {
      name: 'prices',
      sdl: 'type Query { host: Host } type Host @key(fields: "id") { id: ID! price: Float }',
      resolvers: { Query: { host: () => ({ id: '1', price: 699 }) } },
    },
    {
      name: 'judges',
      sdl: `
        type Host @key(fields: "id") { id: ID! price: Float @external dear: Boolean! @requires(fields: "price") }
      `,
      resolvers: { Host: { dear: ({ price }: { price?: number }) => needs(price, 'price') > 500 } },
    },
    {
      name: 'answers',
      sdl: `
        type Host @key(fields: "id") {
          id: ID! dear: Boolean! @external
          wanted: Boolean! @requires(fields: "dear")
          unwanted: Boolean! @requires(fields: "dear")
        }
      `,
      resolvers: {
        Host: {
          __resolveReference: given,
          wanted: ({ dear }: { dear?: boolean }) => needs(dear, 'dear'),
          unwanted: () => {
            throw new Error('Nobody wants this.');
          },
        },
      },
    },
  ],
  cases: [
    {
      query: 'query ($if: Boolean = false) { host { price unwanted @include(if: $if) } }',
      data: { host: { price: 699 } },
    },
    { query: 'query ($if: Boolean = true) { host { price unwanted @skip(if: $if) } }', data: { host: { price: 699 } } },
    {
      query: 'query ($if: Boolean = true) { host { price wanted @include(if: $if) } }',
      data: { host: { price: 699, wanted: true } },
    },
    {
      query: 'query ($if: Boolean = false) { host { price wanted @skip(if: $if) } }',
      data: { host: { price: 699, wanted: true } },
    },
    {
      query:
        'query ($a: Boolean!, $b: Boolean!) { host @include(if: $a) { id ...W @skip(if: $b) } } fragment W on Host { wanted }',
      variables: { a: true, b: true },
      data: { host: { id: '1' } },
    },
    {
      query: 'query ($a: Boolean!) { host @include(if: $a) { wanted } other: host @skip(if: $a) { price } }',
      variables: { a: false },
      data: { other: { price: 699 } },
    },
  ],
};
