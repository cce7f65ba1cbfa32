import type { ConformanceSuite } from './suite.ts';

const log: string[] = [];

/** Mutations run one after another, in the order of the client, whichever subgraph owns them. */
export const mutations: ConformanceSuite = {
  topic: 'mutations',
  subgraphs: [
    {
      name: 'write',
      sdl: `
        type Query { written: Int }
        type Mutation { start(list: ID!): List! append(text: String!): [String!]! }
        type List @key(fields: "id") { id: ID! texts: [String!]! }
      `,
      resolvers: {
        Query: { written: () => log.length },
        Mutation: {
          start: (_: never, { list }: { list: string }) => {
            log.length = 0;
            return { id: list, texts: [...log] };
          },
          append: (_: never, { text }: { text: string }) => [...log, log[log.push(text) - 1]],
        },
        List: { __resolveReference: ({ id }: { id: string }) => ({ id, texts: [...log] }) },
      },
    },
    {
      name: 'mark',
      sdl: `
        type Mutation { mark(text: String!): List! }
        type List @key(fields: "id") { id: ID! marks: Int! }
      `,
      resolvers: {
        Mutation: {
          mark: async (_: never, { text }: { text: string }) => {
            // Slower than the others: an order that holds by chance would not.
            await new Promise((resolve) => setTimeout(resolve, 30));
            log.push(`[${text}]`);
            return { id: 'l' };
          },
        },
        List: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          marks: () => log.filter((text) => text.startsWith('[')).length,
        },
      },
    },
  ],
  cases: [
    {
      query:
        'mutation { start(list: "l") { marks } a: append(text: "a") mark(text: "b") { marks texts } c: append(text: "c") }',
      data: {
        start: { marks: 0 },
        a: ['a'],
        mark: { marks: 1, texts: ['a', '[b]'] },
        c: ['a', '[b]', 'c'],
      },
    },
    {
      query: 'mutation M($text: String!) { start(list: "l") { id } x: append(text: $text) y: append(text: "y") }',
      variables: { text: 'x' },
      data: { start: { id: 'l' }, x: ['x'], y: ['x', 'y'] },
    },
  ],
};
