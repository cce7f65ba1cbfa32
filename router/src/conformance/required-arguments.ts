import type { ConformanceSuite } from './suite.ts';

const COMMENTS = [
  { id: 'c1', post: 'p1', author: 'a1', body: 'first' },
  { id: 'c2', post: 'p1', author: 'a1', body: 'second' },
  { id: 'c3', post: 'p1', author: 'a2', body: 'again' },
  { id: 'c4', post: 'p2', author: 'a2', body: 'again' },
  { id: 'c5', post: 'p2', author: 'a1', body: 'fifth' },
  { id: 'c6', post: 'p2', author: 'a1', body: 'sixth' },
];
const HOSTS = [
  { code: 'h1', name: 'Ada', price: 11, weight: 1, zone: { average: 11 } },
  { code: 'h2', name: 'Grace', price: 22, weight: 2, zone: { average: 22 } },
];
const commentsOf = ({ id }: { id: string }, { limit }: { limit: number }) =>
  COMMENTS.filter(({ post }) => post === id).slice(0, limit);
const comment = (id: string) => COMMENTS.find((one) => one.id === id);

/** Required fields with arguments, several of one subgraph in conflict with each other and with those of the client. */
export const requiredArguments: ConformanceSuite = {
  topic: 'required with arguments, in conflict',
  subgraphs: [
    {
      name: 'freight',
      sdl: `
        type Host @key(fields: "code") {
          code: String!
          weight: Int @external
          price(currency: String!): Int @external
          freight: Int @requires(fields: "price(currency: \\"USD\\") weight")
          freightEUR: Int @requires(fields: "price(currency: \\"EUR\\") weight")
          zone: Zone @external
          dear: Boolean @requires(fields: "zone { average(currency: \\"USD\\") }")
        }
        type Zone @external { average(currency: String!): Int }
      `,
      resolvers: {
        Host: {
          __resolveReference: (reference: object) => reference,
          freight: ({ price, weight }: Record<string, number>) => (price ?? 0) * (weight ?? 0) * 10,
          freightEUR: ({ price, weight }: Record<string, number>) => (price ?? 0) * (weight ?? 0) * 100,
          dear: ({ zone }: { zone?: { average?: number } }) => (zone?.average ?? 0) > 11,
        },
      },
    },
    {
      name: 'hosts',
      sdl: `
        type Query { hosts: [Host] }
        type Host @key(fields: "code") {
          code: String! name: String price(currency: String!): Int weight: Int zone: Zone
        }
        type Zone { average(currency: String!): Int }
      `,
      resolvers: {
        Query: { hosts: () => HOSTS },
        Host: {
          __resolveReference: ({ code }: { code: string }) => HOSTS.find((host) => host.code === code),
          price: ({ price }: { price: number }, { currency }: { currency: string }) =>
            currency === 'EUR' ? price * 2 : price,
        },
      },
    },
    {
      name: 'feed',
      sdl: `
        type Query { feed: [Post] }
        type Post @key(fields: "id") { id: ID! comments(limit: Int!): [Comment] @external }
        type Comment @key(fields: "id") {
          id: ID! author: ID body: String!
          twins: [Post] @external
          spam: Boolean @requires(fields: "twins { comments(limit: 50) { id } }")
        }
      `,
      resolvers: {
        Query: { feed: () => [{ id: 'p1' }, { id: 'p2' }] },
        Post: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          // The JS planner takes what is required here as known here, although it is external.
          comments: (post: { id: string }, args: { limit: number }) => commentsOf(post, args),
        },
        Comment: {
          __resolveReference: ({ id, twins }: { id: string; twins?: object[] }) => ({ ...comment(id), twins }),
          spam: ({ twins = [] }: { twins?: { comments?: { id?: string }[] }[] }) =>
            twins.length > 0 &&
            twins.every(({ comments = [] }) => comments.length === 3 && comments.every(({ id }) => id)),
        },
      },
    },
    {
      name: 'comments',
      sdl: `
        type Post @key(fields: "id") {
          id: ID! comments(limit: Int!): [Comment] writer: ID @requires(fields: "comments(limit: 3) { author }")
        }
        type Comment @key(fields: "id") { id: ID! author: ID @external twins: [Post] }
      `,
      resolvers: {
        Post: {
          __resolveReference: (reference: object) => reference,
          comments: (post: { id: string }, args: { limit: number }) => commentsOf(post, args).map(({ id }) => ({ id })),
          writer: ({ comments = [] }: { comments?: { author: string }[] }) =>
            comments.length === 3 ? comments[2]?.author : 'not three',
        },
        Comment: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          twins: ({ id }: { id: string }) =>
            COMMENTS.filter(({ body, post }) => body === comment(id)?.body && post !== comment(id)?.post).map(
              ({ post }) => ({ id: post }),
            ),
        },
      },
    },
  ],
  cases: [
    {
      query: '{ hosts { code name freight } }',
      data: {
        hosts: [
          { code: 'h1', name: 'Ada', freight: 110 },
          { code: 'h2', name: 'Grace', freight: 440 },
        ],
      },
    },
    {
      query: '{ hosts { code freight freightEUR dear } }',
      data: {
        hosts: [
          { code: 'h1', freight: 110, freightEUR: 2200, dear: false },
          { code: 'h2', freight: 440, freightEUR: 8800, dear: true },
        ],
      },
      nativeOnly: true,
    },
    { query: '{ feed { writer } }', data: { feed: [{ writer: 'a2' }, { writer: 'a1' }] } },
    ...[
      '{ feed { writer comments(limit: 1) { id } } }',
      'query ($limit: Int = 1) { feed { writer comments(limit: $limit) { id } } }',
      `query ($limit: Int = 1) { feed { writer ...A ...B } }
        fragment A on Post { comments(limit: $limit) { id } } fragment B on Post { comments(limit: $limit) { id } }`,
    ].map((query) => ({
      query,
      data: {
        feed: [
          { writer: 'a2', comments: [{ id: 'c1' }] },
          { writer: 'a1', comments: [{ id: 'c4' }] },
        ],
      },
      nativeOnly: true as const,
    })),
    {
      query: '{ feed { comments(limit: 3) { spam } } }',
      data: {
        feed: [
          { comments: [{ spam: false }, { spam: false }, { spam: true }] },
          { comments: [{ spam: true }, { spam: false }, { spam: false }] },
        ],
      },
    },
  ],
};
