import type { ConformanceSuite } from './suite.ts';

type Item = { id: string; price?: number };

/** A required field with arguments, asked for by the client with others at the same time. */
export const requiresWithArguments: ConformanceSuite = {
  topic: 'requires with arguments',
  subgraphs: [
    {
      name: 'prices',
      sdl: `
        type Query { items: [Item!]! }
        type Item @key(fields: "id") { id: ID! price(currency: String!): Float }
      `,
      resolvers: {
        Query: { items: () => [{ id: 'i1' }] },
        Item: {
          __resolveReference: ({ id }: Item) => ({ id }),
          price: (_item: never, { currency }: { currency: string }) => (currency === 'EUR' ? 10 : 70),
        },
      },
    },
    {
      name: 'taxes',
      sdl: `
        type Item @key(fields: "id") {
          id: ID!
          price(currency: String!): Float @external
          tax: Float @requires(fields: "price(currency: \\"EUR\\")")
        }
      `,
      resolvers: {
        Item: { __resolveReference: (reference: Item) => reference, tax: ({ price }: Item) => (price ?? 0) / 10 },
      },
    },
  ],
  cases: [
    { query: '{ items { tax } }', data: { items: [{ tax: 1 }] } },
    {
      query: '{ items { price(currency: "CNY") tax } }',
      data: { items: [{ price: 70, tax: 1 }] },
      nativeOnly: true,
    },
    {
      query: 'query Q($in: String!) { items { tax a: price(currency: "EUR") b: price(currency: $in) } }',
      variables: { in: 'CNY' },
      data: { items: [{ tax: 1, a: 10, b: 70 }] },
      nativeOnly: true,
    },
  ],
};
