import type { ConformanceSuite } from './suite.ts';

const numbers = new Map<string, number>();
const HOSTS = new Map([['h1', { id: 'h1', name: 'Ada', price: 9 }]]);

/** Mutations of three subgraphs that count on each other, ones that both could answer, and entities made by them. */
export const mutationOrder: ConformanceSuite = {
  topic: 'mutations in order',
  subgraphs: [
    {
      name: 'products',
      sdl: `
        type Query { host(id: ID!): Host! }
        type Mutation {
          addHost(input: NewHost!): Host!
          addZone(name: String!): Zone! @shareable
          multiply(by: Int!, on: String!): Int!
        }
        input NewHost { name: String! price: Float! }
        type Host @key(fields: "id") { id: ID! name: String! price: Float! }
        type Zone @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { host: (_: never, { id }: { id: string }) => HOSTS.get(id) },
        Mutation: {
          addHost: (_: never, { input }: { input: { name: string; price: number } }) => {
            const host = { id: `h${HOSTS.size + 1}`, ...input };
            HOSTS.set(host.id, host);
            return host;
          },
          addZone: (_: never, { name }: { name: string }) => ({ id: `zone ${name}` }),
          multiply: (_: never, { by, on }: { by: number; on: string }) => change(on, (number) => number * by),
        },
        Host: { __resolveReference: ({ id }: { id: string }) => HOSTS.get(id) },
        Zone: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
      },
    },
    {
      name: 'judges',
      sdl: `
        type Host @key(fields: "id") {
          id: ID! price: Float! @external dear: Boolean! @requires(fields: "price") free: Boolean!
        }
        type Mutation { remove(on: String!): Int! addZone(name: String!): Zone! @shareable }
        type Zone @key(fields: "id") { id: ID! name: String! }
      `,
      resolvers: {
        Mutation: {
          remove: (_: never, { on }: { on: string }) => change(on, (number) => number),
          addZone: (_: never, { name }: { name: string }) => ({ id: `zone ${name}`, name }),
        },
        Host: {
          __resolveReference: (reference: object) => reference,
          dear: ({ price }: { price?: number }) => (price === undefined ? null : price > 100),
          free: () => true,
        },
        Zone: { __resolveReference: ({ id }: { id: string }) => ({ id, name: id.replace('zone ', '') }) },
      },
    },
    {
      name: 'numbers',
      sdl: 'type Mutation { add(number: Int!, on: String!): Int! }',
      resolvers: {
        Mutation: {
          add: async (_: never, { number, on }: { number: number; on: string }) => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            return change(on, (before) => before + number);
          },
        },
      },
    },
  ],
  cases: [
    {
      query: 'mutation { addHost(input: { name: "new", price: 599.5 }) { name price dear free } }',
      data: { addHost: { name: 'new', price: 599.5, dear: true, free: true } },
    },
    {
      query: '{ host(id: "h1") { id name price dear free } }',
      data: { host: { id: 'h1', name: 'Ada', price: 9, dear: false, free: true } },
    },
    {
      query: `mutation ($on: String!) {
        zero: multiply(by: 0, on: $on) five: add(number: 5, on: $on) ten: multiply(by: 2, on: $on)
        twelve: add(number: 2, on: $on) last: remove(on: $on)
      }`,
      variables: { on: 'x' },
      data: { zero: 0, five: 5, ten: 10, twelve: 12, last: 12 },
    },
    { query: 'mutation { addZone(name: "new") { id name } }', data: { addZone: { id: 'zone new', name: 'new' } } },
  ],
};

function change(on: string, by: (number: number) => number): number {
  numbers.set(on, by(numbers.get(on) ?? 0));
  return numbers.get(on) as number;
}
