import type { ConformanceSuite } from './suite.ts';

const ZONES = [
  { id: 'z1', name: 'Zone 1', parts: [{ id: 'z2', name: 'Zone 2' }] },
  { id: 'z2', name: 'Zone 2', parts: [{ id: 'z3', name: 'Zone 3' }] },
];
const never = (what: string) => () => {
  throw new Error(`Nobody needs ${what} here.`);
};

/** A root provides entities inside of entities, whose own subgraph must not be asked. */
export const nestedProvides: ConformanceSuite = {
  topic: 'provided, nested',
  subgraphs: [
    {
      name: 'all-hosts',
      sdl: 'type Host @key(fields: "id") { id: ID! }',
      resolvers: { Host: { __resolveReference: never('a host') } },
    },
    {
      name: 'zones',
      sdl: `
        type Query { hosts: [Host] @shareable @provides(fields: "zones { id name parts { id name } }") }
        type Host @key(fields: "id") { id: ID! zones: [Zone] @external }
        type Zone @key(fields: "id") { id: ID! name: String parts: [Zone] @external }
      `,
      resolvers: {
        Query: { hosts: () => [{ id: 'h1', zones: ZONES }] },
        Host: { __resolveReference: never('a host') },
        Zone: { __resolveReference: never('a zone') },
      },
    },
    {
      name: 'parts',
      sdl: `
        type Host @key(fields: "id") { id: ID! zones: [Zone] @shareable }
        type Zone @key(fields: "id") { id: ID! parts: [Zone] @shareable }
      `,
      resolvers: { Host: { __resolveReference: never('a host') } },
    },
  ],
  cases: [
    {
      query: '{ hosts { id zones { id name } } }',
      data: { hosts: [{ id: 'h1', zones: ZONES.map(({ id, name }) => ({ id, name })) }] },
    },
    { query: '{ hosts { id zones { id name parts { id name } } } }', data: { hosts: [{ id: 'h1', zones: ZONES }] } },
  ],
};

const PETS = [
  { __typename: 'Dog', id: 'd1', name: 'Fido', age: 3 },
  { __typename: 'Cat', id: 'c1', name: 'Whiskers', age: 6 },
];
const withoutAge = () => PETS.map(({ age: _, ...pet }) => pet);

/** Provided behind an interface whose types have no key here: what is missing comes through the parent. */
export const providesOnInterface: ConformanceSuite = {
  topic: 'provided, behind an interface',
  rows: { Book: [{ id: 'm1', pets: PETS }], Dog: PETS.slice(0, 1), Cat: PETS.slice(1) },
  subgraphs: [
    {
      name: 'plain',
      sdl: `
        type Query { medium: Medium @shareable }
        interface Medium { id: ID! pets: [Pet] }
        interface Pet { id: ID! name: String }
        type Book implements Medium @key(fields: "id") { id: ID! pets: [Pet] @shareable }
        type Dog implements Pet @key(fields: "id") { id: ID! name: String @external }
        type Cat implements Pet @key(fields: "id") { id: ID! name: String @external }
      `,
      resolvers: { Query: { medium: () => ({ __typename: 'Book', id: 'm1', pets: withoutAge() }) } },
    },
    {
      name: 'providing',
      sdl: `
        type Query { medium: Medium @shareable @provides(fields: "pets { id name }") }
        interface Medium { id: ID! pets: [Pet] }
        interface Pet { id: ID! name: String }
        type Book implements Medium { id: ID! @shareable pets: [Pet] @external }
        type Dog implements Pet { id: ID! @external name: String @external }
        type Cat implements Pet { id: ID! @external name: String @external }
      `,
      resolvers: { Query: { medium: () => ({ __typename: 'Book', id: 'm1', pets: withoutAge() }) } },
    },
    {
      name: 'ages',
      sdl: `
        interface Medium { id: ID! pets: [Pet] }
        interface Pet { id: ID! name: String }
        type Book implements Medium @key(fields: "id") { id: ID! pets: [Pet] @shareable }
        type Dog implements Pet @key(fields: "id") { id: ID! name: String @shareable age: Int }
        type Cat implements Pet @key(fields: "id") { id: ID! name: String @shareable age: Int }
      `,
    },
  ],
  cases: [
    {
      query: '{ medium { id pets { id name } } }',
      data: { medium: { id: 'm1', pets: PETS.map(({ id, name }) => ({ id, name })) } },
    },
    {
      query: '{ medium { id pets { id name ... on Cat { age } } } }',
      data: {
        medium: {
          id: 'm1',
          pets: [
            { id: 'd1', name: 'Fido' },
            { id: 'c1', name: 'Whiskers', age: 6 },
          ],
        },
      },
    },
  ],
};

/** Provided for one member of a union only. */
export const providesOnUnion: ConformanceSuite = {
  topic: 'provided, for a member of a union',
  rows: { Book: [{ id: 'm1', title: 'Tides' }], Film: [{ id: 'm2', title: 'Dunes' }] },
  subgraphs: [
    {
      name: 'plain',
      sdl: `
        type Query { media: [Medium] @shareable }
        union Medium = Book | Film
        type Book @key(fields: "id") { id: ID! }
        type Film @key(fields: "id") { id: ID! }
      `,
      resolvers: { Query: { media: () => [medium('Book', 'm1'), medium('Film', 'm2')] } },
    },
    {
      name: 'providing',
      sdl: `
        type Query { media: [Medium] @shareable @provides(fields: "... on Book { title }") }
        union Medium = Book | Film
        type Book @key(fields: "id") { id: ID! title: String @external }
        type Film @key(fields: "id") { id: ID! }
      `,
      resolvers: { Query: { media: () => [{ ...medium('Book', 'm1'), title: 'Tides' }, medium('Film', 'm2')] } },
    },
    {
      name: 'titles',
      sdl: `
        type Book @key(fields: "id") { id: ID! title: String @shareable }
        type Film @key(fields: "id") { id: ID! title: String @shareable }
      `,
    },
  ],
  cases: [
    {
      query: '{ media { ... on Book { id title } ... on Film { id } } }',
      data: { media: [{ id: 'm1', title: 'Tides' }, { id: 'm2' }] },
    },
    {
      query: '{ media { ... on Book { id title } ... on Film { id title } } }',
      data: {
        media: [
          { id: 'm1', title: 'Tides' },
          { id: 'm2', title: 'Dunes' },
        ],
      },
    },
  ],
};

function medium(__typename: string, id: string) {
  return { __typename, id };
}

const HOSTS = [
  { id: '1', name: 'One', text: 'text', more: 'more 1' },
  { id: '2', name: 'Two', text: 'text', more: 'more 2' },
];

/** Of what is provided only that is asked for which the client wants. */
export const providesOnDemand: ConformanceSuite = {
  topic: 'provided, only as far as asked',
  rows: { Host: HOSTS },
  subgraphs: [
    {
      name: 'owner',
      sdl: `type Host @key(fields: "id") { id: ID! name: String! @shareable text: String! @shareable more: String! }`,
      resolvers: { Host: { name: never('the name'), text: never('the text') } },
    },
    {
      name: 'providing',
      sdl: `
        type Query { host: Host @provides(fields: "name text") hosts: [Host!]! @provides(fields: "name text") }
        type Host @key(fields: "id") { id: ID! name: String! @external text: String! @external }
      `,
      resolvers: {
        Query: { host: () => HOSTS[0], hosts: () => HOSTS },
        Host: { __resolveReference: never('a host'), text: never('the text') },
      },
    },
  ],
  cases: [
    { query: '{ host { id } }', data: { host: { id: '1' } } },
    { query: '{ host { id shown: name } }', data: { host: { id: '1', shown: 'One' } } },
    { query: '{ host { id ...N } } fragment N on Host { name }', data: { host: { id: '1', name: 'One' } } },
    { query: '{ host { id name more } }', data: { host: { id: '1', name: 'One', more: 'more 1' } } },
    {
      query: '{ hosts { id name more } }',
      data: { hosts: HOSTS.map(({ id, name, more }) => ({ id, name, more })) },
    },
    { query: '{ host { id ... on Host @skip(if: true) { text } } }', data: { host: { id: '1' } } },
    { query: '{ host { id ... on Host @include(if: false) { text } } }', data: { host: { id: '1' } } },
    { query: '{ host { id ... { name } ... { more } } }', data: { host: { id: '1', name: 'One', more: 'more 1' } } },
  ],
};

const NOTES = [
  { id: 'n1', author: { id: 'u1', nick: 'ada' }, host: { code: 'h1' } },
  { id: 'n2', author: { id: 'u1', nick: 'ada' }, host: { code: 'h2' } },
];
const freight = ({ price, weight }: { price?: number; weight?: number }) => (price ?? 0) * (weight ?? 0) * 10;

/** The everyday case: users, hosts, notes and stock, with both directives on the way. */
export const everyday: ConformanceSuite = {
  topic: 'provided and required, everyday',
  rows: {
    User: [{ id: 'u1', nick: 'ada', notes: NOTES }],
    Host: [
      { code: 'h1', name: 'Ada', price: 11, weight: 1, notes: NOTES.slice(0, 1) },
      { code: 'h2', name: 'Grace', price: 22, weight: 2, notes: NOTES.slice(1) },
    ],
    Note: NOTES,
  },
  subgraphs: [
    {
      name: 'users',
      sdl: 'type Query { me: User } type User @key(fields: "id") { id: ID! nick: String @shareable }',
      resolvers: { Query: { me: () => ({ id: 'u1' }) } },
    },
    {
      name: 'stock',
      sdl: `
        type Host @key(fields: "code") {
          code: String! weight: Int @external price: Int @external
          inStock: Boolean
          freight: Int @requires(fields: "price weight")
          label: String @requires(fields: "price weight")
        }
      `,
      resolvers: {
        Host: {
          inStock: ({ code }: { code: string }) => code === 'h1',
          freight,
          label: (host: { code: string }) => `#${host.code}#${freight(host as never)}`,
        },
      },
    },
    {
      name: 'hosts',
      sdl: 'type Query { hosts: [Host] } type Host @key(fields: "code") { code: String! name: String price: Int weight: Int }',
      resolvers: { Query: { hosts: () => ['h1', 'h2'].map((code) => host(code)) } },
    },
    {
      name: 'notes',
      sdl: `
        type Note @key(fields: "id") { id: ID! author: User @provides(fields: "nick") host: Host }
        type User @key(fields: "id") { id: ID! nick: String @external notes: [Note] }
        type Host @key(fields: "code") { code: String! notes: [Note] }
      `,
    },
  ],
  cases: [
    { query: '{ me { id notes { id } } }', data: { me: { id: 'u1', notes: [{ id: 'n1' }, { id: 'n2' }] } } },
    {
      query: '{ me { notes { id author { id nick } host { inStock } } } }',
      data: {
        me: {
          notes: [
            { id: 'n1', author: { id: 'u1', nick: 'ada' }, host: { inStock: true } },
            { id: 'n2', author: { id: 'u1', nick: 'ada' }, host: { inStock: false } },
          ],
        },
      },
    },
    { query: '{ hosts { freight } }', data: { hosts: [{ freight: 110 }, { freight: 440 }] } },
    {
      query: '{ hosts { freight weight price } }',
      data: {
        hosts: [
          { freight: 110, weight: 1, price: 11 },
          { freight: 440, weight: 2, price: 22 },
        ],
      },
    },
    {
      query: '{ hosts { notes { id author { nick } host { name freight } } } }',
      data: {
        hosts: [
          { notes: [{ id: 'n1', author: { nick: 'ada' }, host: { name: 'Ada', freight: 110 } }] },
          { notes: [{ id: 'n2', author: { nick: 'ada' }, host: { name: 'Grace', freight: 440 } }] },
        ],
      },
    },
    {
      query: '{ me { notes { host { notes { id } } } } }',
      data: { me: { notes: [{ host: { notes: [{ id: 'n1' }] } }, { host: { notes: [{ id: 'n2' }] } }] } },
    },
    {
      query: '{ me { notes { host { freight label } } } }',
      data: {
        me: { notes: [{ host: { freight: 110, label: '#h1#110' } }, { host: { freight: 440, label: '#h2#440' } }] },
      },
    },
  ],
};

function host(code: string) {
  return { code, name: code === 'h1' ? 'Ada' : 'Grace', price: code === 'h1' ? 11 : 22, weight: code === 'h1' ? 1 : 2 };
}
