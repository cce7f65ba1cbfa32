import type { ConformanceSuite } from './suite.ts';

const POSTS = [
  { id: '1', at: 'day 1' },
  { id: '2', at: 'day 2' },
];
const before = () => POSTS.map(({ id }) => ({ id, at: 'from the old owner' }));

const moved = (topic: string, from: string): ConformanceSuite => ({
  topic,
  rows: { Post: POSTS },
  subgraphs: [
    {
      name: 'old',
      sdl: `
        type Query { posts: [Post] @shareable oldPosts: [Post] }
        type Post @key(fields: "id") { id: ID! at: String! ${from === 'old' ? '' : '@shareable'} }
      `,
      resolvers: {
        Query: {
          posts: from === 'old' ? before : () => POSTS,
          oldPosts: () => (from === 'old' ? before() : POSTS).slice(1),
        },
        Post: { at: ({ at }: { at: string }) => at },
      },
    },
    {
      name: 'new',
      sdl: `
        type Query { posts: [Post] @shareable newPosts: [Post] }
        type Post @key(fields: "id") { id: ID! at: String! @override(from: "${from}") @shareable }
      `,
      resolvers: { Query: { posts: () => POSTS, newPosts: () => POSTS.slice(0, 1) } },
    },
  ],
  cases: [
    { query: '{ posts { at } }', data: { posts: [{ at: 'day 1' }, { at: 'day 2' }] } },
    {
      query: '{ oldPosts { at } newPosts { at } }',
      data: { oldPosts: [{ at: 'day 2' }], newPosts: [{ at: 'day 1' }] },
    },
  ],
});

const IMAGES = [
  { __typename: 'Image', id: 'i1', at: 'day 1' },
  { __typename: 'Image', id: 'i2', at: 'day 2' },
];
const named =
  (prefix: string) =>
  ({ name }: { name?: string }) =>
    name ? `${prefix} ${name}` : null;

/** Fields that moved to another subgraph: plainly, from one that is absent, behind interfaces, and required ones. */
export const movedFields: ConformanceSuite[] = [
  moved('moved', 'old'),
  moved('moved from nowhere', 'nobody'),
  {
    topic: 'moved, behind an interface',
    rows: { Image: IMAGES },
    subgraphs: [
      {
        name: 'old',
        sdl: `
          type Query { feed: [Post] }
          interface Post { id: ID! at: String! }
          type Image implements Post @key(fields: "id") { id: ID! at: String! }
        `,
        resolvers: { Query: { feed: () => IMAGES }, Image: { at: () => 'from the old owner' } },
      },
      {
        name: 'new',
        sdl: `
          type Query { otherFeed: [OtherPost] }
          interface Post { id: ID! at: String! }
          type Text implements Post @key(fields: "id") { id: ID! at: String! body: String! }
          interface OtherPost { id: ID! at: String! }
          type Image implements OtherPost @key(fields: "id") { id: ID! at: String! @override(from: "old") }
        `,
        resolvers: { Query: { otherFeed: () => IMAGES } },
      },
    ],
    cases: [
      { query: '{ feed { id at } }', data: { feed: IMAGES.map(({ id, at }) => ({ id, at })) } },
      { query: '{ feed { ... on Text { id body } } }', data: { feed: [{}, {}] } },
      { query: '{ otherFeed { at } }', data: { otherFeed: IMAGES.map(({ at }) => ({ at })) } },
      {
        query: '{ otherFeed { at id ... on Image { at id } } }',
        data: { otherFeed: IMAGES.map(({ at, id }) => ({ at, id })) },
      },
    ],
  },
  {
    topic: 'moved, and required',
    rows: { User: ['1', '2', '3'].map((id) => ({ id, name: `name ${id}` })) },
    subgraphs: [
      {
        name: 'a',
        sdl: `
          type Query { inA: User }
          type User @key(fields: "id") { id: ID! name: String! @external ofA: String @requires(fields: "name") }
        `,
        resolvers: { Query: { inA: () => ({ id: '1' }) }, User: { ofA: named('a') } },
      },
      {
        name: 'b',
        sdl: 'type Query { inB: User } type User @key(fields: "id") { id: ID! name: String! @override(from: "c") }',
        resolvers: { Query: { inB: () => ({ id: '2', name: 'name 2' }) } },
      },
      {
        name: 'c',
        sdl: `
          type Query { inC: User }
          type User @key(fields: "id") { id: ID! name: String! ofC: String @requires(fields: "other") other: String @external }
        `.replace('@requires(fields: "other") other: String @external', ''),
        resolvers: { Query: { inC: () => ({ id: '3' }) }, User: { name: () => 'from the old owner', ofC: () => 'c' } },
      },
    ],
    cases: [
      {
        query: '{ inA { id name ofA ofC } inB { id name ofA ofC } inC { id name ofA ofC } }',
        data: {
          inA: { id: '1', name: 'name 1', ofA: 'a name 1', ofC: 'c' },
          inB: { id: '2', name: 'name 2', ofA: 'a name 2', ofC: 'c' },
          inC: { id: '3', name: 'name 3', ofA: 'a name 3', ofC: 'c' },
        },
      },
      { query: '{ inC { ofA } }', data: { inC: { ofA: 'a name 3' } } },
      { query: '{ inA { ofA } }', data: { inA: { ofA: 'a name 1' } } },
    ],
  },
];

const USERS = [
  { id: 'u1', kind: 'PERSON', friends: [{ id: 'u2' }] },
  { id: 'u2', kind: 'ROBOT', friends: [{ id: 'u1' }] },
];

/** Values, arguments and input fields that only one of two subgraphs knows or that are hidden from clients. */
export const hidden: ConformanceSuite[] = [
  {
    topic: 'values that both know',
    rows: { User: USERS },
    subgraphs: [
      {
        name: 'left',
        sdl: `
          type Query { users: [User!]! usersOf(kind: Kind!): [User!]! }
          type User @key(fields: "id") { id: ID! }
          enum Kind { PERSON ROBOT @inaccessible }
        `,
        resolvers: {
          Query: {
            users: () => USERS.map(({ id }) => ({ id })),
            usersOf: (_: never, { kind }: { kind: string }) => USERS.filter((user) => user.kind === kind),
          },
        },
      },
      {
        name: 'right',
        sdl: `
          type Query { rightUsers: [User!]! }
          type User @key(fields: "id") { id: ID! kind: Kind }
          enum Kind { PERSON }
        `,
        resolvers: { Query: { rightUsers: () => USERS.map(({ id, kind }) => ({ id, kind })) } },
      },
    ],
    cases: [
      { query: '{ users { id } }', data: { users: [{ id: 'u1' }, { id: 'u2' }] } },
      {
        query: '{ users { id kind } }',
        data: {
          users: [
            { id: 'u1', kind: 'PERSON' },
            { id: 'u2', kind: null },
          ],
        },
        errors: true,
      },
      {
        query: '{ rightUsers { kind } }',
        data: { rightUsers: [{ kind: 'PERSON' }, { kind: null }] },
        errors: true,
      },
      { query: '{ usersOf(kind: PERSON) { id kind } }', data: { usersOf: [{ id: 'u1', kind: 'PERSON' }] } },
      { query: '{ usersOf(kind: ROBOT) { id } }', data: undefined, errors: true },
    ],
  },
  {
    topic: 'input that both know',
    rows: { User: USERS },
    subgraphs: [
      {
        name: 'left',
        sdl: `
          input Filter { first: Int! }
          type User @key(fields: "id") { id: ID! }
          type Query { leftUsers(filter: Filter!): [User!] }
        `,
        resolvers: { Query: { leftUsers: () => USERS } },
      },
      {
        name: 'right',
        sdl: `
          input Filter { offset: Int first: Int! }
          type User @key(fields: "id") { id: ID! }
          type Query { rightUsers(filter: Filter!): [User!] }
        `,
        resolvers: { Query: { rightUsers: () => USERS } },
      },
    ],
    cases: [
      { query: '{ leftUsers(filter: { first: 1 }) { id } }', data: { leftUsers: [{ id: 'u1' }, { id: 'u2' }] } },
      { query: '{ leftUsers(filter: { first: 1, offset: 2 }) { id } }', data: undefined, errors: true },
      { query: '{ rightUsers(filter: { first: 1, offset: 2 }) { id } }', data: undefined, errors: true },
      {
        query: 'query ($filter: Filter!) { rightUsers(filter: $filter) { id } }',
        variables: { filter: { first: 1, offset: 2 } },
        data: undefined,
        errors: true,
      },
    ],
  },
  {
    topic: 'hidden arguments and values',
    rows: { User: USERS },
    subgraphs: [
      {
        name: 'ages',
        sdl: 'type Query { aged: [User!]! } type User @key(fields: "id") { id: ID age: Int }',
        resolvers: { Query: { aged: () => USERS.map(({ id }) => ({ id, age: 7 })) } },
      },
      {
        name: 'friends',
        sdl: `
          type Query { befriended: [User!]! }
          type User @key(fields: "id") { id: ID friends(kind: Friend = FAMILY @inaccessible): [User!]! as: Friend }
          enum Friend { FAMILY @inaccessible FRIEND }
        `,
        resolvers: { Query: { befriended: () => USERS }, User: { as: () => 'FAMILY' } },
      },
    ],
    cases: [
      ...['aged', 'befriended'].map((root) => ({
        query: `{ ${root} { id friends { id } } }`,
        data: {
          [root]: [
            { id: 'u1', friends: [{ id: 'u2' }] },
            { id: 'u2', friends: [{ id: 'u1' }] },
          ],
        },
      })),
      { query: '{ befriended { friends(kind: FRIEND) { id } } }', data: undefined, errors: true },
      {
        query: '{ befriended { friends { id as } } }',
        data: { befriended: [{ friends: [{ id: 'u2', as: null }] }, { friends: [{ id: 'u1', as: null }] }] },
      },
    ],
  },
];
