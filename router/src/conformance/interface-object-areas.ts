import type { ConformanceSuite } from './suite.ts';

const HOSTS = [
  { id: 'h1', name: 'Ada', age: 11, nick: 'ada' },
  { id: 'h2', name: 'Grace', age: 22, nick: 'grace' },
];
const ACCOUNTS = [
  { __typename: 'Admin', id: 'a1', main: false, active: true, label: 'one' },
  { __typename: 'Guest', id: 'a2', main: true, label: 'two' },
];

/** Types behind an interface in one subgraph; two others add fields to the interface, one of them also a shared one. */
export const interfaceObjectFields: ConformanceSuite = {
  topic: 'interface objects, fields of both sides',
  rows: { Host: HOSTS, Admin: ACCOUNTS.slice(0, 1), Guest: ACCOUNTS.slice(1) },
  subgraphs: [
    {
      name: 'types',
      sdl: `
        type Query { hosts: [Named!]! }
        interface Named @key(fields: "id") { id: ID! name: String }
        type Host implements Named @key(fields: "id") { id: ID! name: String age: Int }
        interface Account @key(fields: "id") { id: ID! }
        type Admin implements Account @key(fields: "id") { id: ID! main: Boolean! active: Boolean! @shareable }
        type Guest implements Account @key(fields: "id") { id: ID! main: Boolean! }
      `,
      resolvers: { Query: { hosts: () => HOSTS.map((host) => ({ __typename: 'Host', ...host })) } },
    },
    {
      name: 'names',
      sdl: `
        type Query { others: [Named] accounts: [Account] }
        type Named @key(fields: "id") @interfaceObject { id: ID! nick: String }
        type Account @key(fields: "id") @interfaceObject { id: ID! label: String }
      `,
      resolvers: {
        Query: {
          others: () => HOSTS.map(({ id, nick }) => ({ id, nick })),
          accounts: () => ACCOUNTS.map(({ id, label }) => ({ id, label })),
        },
        Named: { __resolveReference: ({ id }: { id: string }) => HOSTS.find((host) => host.id === id) },
        Account: { __resolveReference: ({ id }: { id: string }) => ACCOUNTS.find((one) => one.id === id) },
      },
    },
    {
      name: 'states',
      sdl: 'type Account @key(fields: "id") @interfaceObject { id: ID! active: Boolean! @shareable }',
      // What an interface object says of its type is not to be believed.
      resolvers: {
        Account: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Nothing', id }),
          active: () => false,
        },
      },
    },
  ],
  cases: [
    { query: '{ others { id name nick } }', data: { others: HOSTS.map(({ id, name, nick }) => ({ id, name, nick })) } },
    { query: '{ hosts { id name nick } }', data: { hosts: HOSTS.map(({ id, name, nick }) => ({ id, name, nick })) } },
    { query: '{ others { ... on Host { age } } }', data: { others: [{ age: 11 }, { age: 22 }] } },
    { query: '{ hosts { ... on Host { age } } }', data: { hosts: [{ age: 11 }, { age: 22 }] } },
    ...['others', 'hosts'].map((root) => ({
      query: `{ ${root} { ... on Host { age id name nick } id name } }`,
      data: { [root]: HOSTS.map(({ age, id, name, nick }) => ({ age, id, name, nick })) },
    })),
    { query: '{ accounts { label } }', data: { accounts: [{ label: 'one' }, { label: 'two' }] } },
    { query: '{ accounts { ... on Admin { label } } }', data: { accounts: [{ label: 'one' }, {}] } },
    {
      query: '{ accounts { label __typename } }',
      data: {
        accounts: [
          { label: 'one', __typename: 'Admin' },
          { label: 'two', __typename: 'Guest' },
        ],
      },
    },
    { query: '{ accounts { ... on Admin { __typename } } }', data: { accounts: [{ __typename: 'Admin' }, {}] } },
    {
      query: '{ accounts { id active } }',
      data: {
        accounts: [
          { id: 'a1', active: false },
          { id: 'a2', active: false },
        ],
      },
    },
    {
      query: '{ accounts { id ... on Admin { active main } } }',
      data: { accounts: [{ id: 'a1', active: true, main: false }, { id: 'a2' }] },
    },
  ],
};

/** An interface object requires a field of the types it stands for. */
export const interfaceObjectRequires: ConformanceSuite = {
  topic: 'interface objects that require',
  rows: { Host: HOSTS },
  subgraphs: [
    {
      name: 'types',
      sdl: `
        type Query { hosts: [Named!]! }
        interface Named @key(fields: "id") { id: ID! name: String }
        type Host implements Named @key(fields: "id") { id: ID! name: String age: Int }
      `,
      resolvers: { Query: { hosts: () => HOSTS.map((host) => ({ __typename: 'Host', ...host })) } },
    },
    {
      name: 'nicks',
      sdl: `
        type Query { others: [Named] }
        type Named @key(fields: "id") @interfaceObject {
          id: ID! name: String @external nick: String @requires(fields: "name")
        }
      `,
      resolvers: {
        Query: { others: () => HOSTS.map(({ id }) => ({ id })) },
        Named: {
          __resolveReference: (reference: object) => reference,
          nick: ({ name }: { name?: string }) => {
            if (!name) throw new Error('The required name was not sent.');
            return name.toLowerCase();
          },
        },
      },
    },
  ],
  cases: ['others', 'hosts'].flatMap((root) => [
    {
      query: `{ ${root} { id name nick } }`,
      data: { [root]: HOSTS.map(({ id, name, nick }) => ({ id, name, nick })) },
    },
    { query: `{ ${root} { nick } }`, data: { [root]: HOSTS.map(({ nick }) => ({ nick })) } },
    { query: `{ ${root} { ... on Host { age } } }`, data: { [root]: HOSTS.map(({ age }) => ({ age })) } },
    {
      query: `{ ${root} { ... on Host { age id name nick } id name } }`,
      data: { [root]: HOSTS.map(({ age, id, name, nick }) => ({ age, id, name, nick })) },
    },
  ]),
};

/** A third subgraph adds to one type behind the interface; a fourth knows the interface as an object only. */
export const interfaceObjectIndirect: ConformanceSuite = {
  topic: 'interface objects, indirectly',
  rows: { Film: [{ id: '1', title: 'Dunes', minutes: 100, author: 'John' }], Text: [] },
  subgraphs: [
    {
      name: 'media',
      sdl: `
        type Query { medium: Medium }
        interface Medium @key(fields: "id") { id: ID! title: String }
        type Film implements Medium @key(fields: "id") { id: ID! title: String minutes: Int }
        type Text implements Medium @key(fields: "id") { id: ID! title: String words: Int }
      `,
      resolvers: { Query: { medium: () => ({ __typename: 'Film', id: '1', title: 'Dunes', minutes: 100 }) } },
    },
    {
      name: 'authors',
      sdl: `
        type Query { author: Author }
        type Author @key(fields: "id") { id: ID! name: String }
        extend type Film @key(fields: "id") { id: ID! author: String }
      `,
      resolvers: { Query: { author: () => ({ id: '1', name: 'John' }) } },
    },
    {
      name: 'lists',
      sdl: `
        type Query { list: List }
        type List @key(fields: "id") { id: ID! name: String medium: Medium }
        type Medium @key(fields: "id") @interfaceObject { id: ID! }
      `,
      resolvers: { Query: { list: () => ({ id: '1', name: 'best', medium: { id: '1' } }) } },
    },
  ],
  cases: [
    {
      query: `{
        medium { id title ... on Film { minutes author } ... on Text { words } }
        author { id name }
        list { id name medium { id ... on Film { minutes } } }
      }`,
      data: {
        medium: { id: '1', title: 'Dunes', minutes: 100, author: 'John' },
        author: { id: '1', name: 'John' },
        list: { id: '1', name: 'best', medium: { id: '1', minutes: 100 } },
      },
    },
    {
      query: '{ list { medium { __typename title ... on Film { author } } } }',
      data: { list: { medium: { __typename: 'Film', title: 'Dunes', author: 'John' } } },
    },
  ],
};

/** An interface object that leads nowhere: what cannot be known is an error, what can be is answered. */
export const interfaceObjectEnds: ConformanceSuite = {
  topic: 'interface objects that lead nowhere',
  subgraphs: [
    {
      name: 'left',
      sdl: `
        type Query { left: Node thing: Thing }
        interface Node @key(fields: "id", resolvable: false) { id: ID! }
        interface Thing @key(fields: "id") { id: ID! }
        type Disk implements Thing @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { left: () => ({ id: 'n1' }), thing: () => ({ __typename: 'Disk', id: 'd1' }) },
        Thing: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Disk', id }) },
      },
    },
    {
      name: 'right',
      sdl: `
        type Query { right: Node }
        type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
        type Thing @key(fields: "id") @interfaceObject { id: ID! name: String! }
      `,
      resolvers: {
        Query: { right: () => ({ id: 'n1', field: 'foo' }) },
        Thing: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          name: () => {
            throw new Error('no name');
          },
        },
      },
    },
  ],
  cases: [
    { query: '{ right { id field } }', data: { right: { id: 'n1', field: 'foo' } } },
    { query: '{ right { id } }', data: { right: { id: 'n1' } } },
    { query: '{ left { id } }', data: { left: null }, errors: true },
    { query: '{ left { field } }', data: undefined, errors: true },
    { query: '{ thing { id } }', data: { thing: { id: 'd1' } } },
    { query: '{ thing { ... on Disk { id } } }', data: { thing: { id: 'd1' } } },
    { query: '{ thing { id name } }', data: { thing: null }, errors: true },
  ],
};
