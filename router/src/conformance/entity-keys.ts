import type { ConformanceSuite } from './suite.ts';

type ById = { id: string };
type Part = { serial: string; maker: { id: string } };

/** Entities by simple, several, nested and compound keys; references that lead nowhere; long ways from key to key. */
export const entityKeys: ConformanceSuite = {
  topic: 'entity keys',
  subgraphs: [
    {
      name: 'stock',
      sdl: `
        type Query { machines: [Machine] lost: Machine part: Part odd: [Machine] }
        type Machine @key(fields: "id") { id: ID! slot: Int }
        type Part @key(fields: "serial maker { id }") { serial: String! maker: Maker! }
        type Maker { id: ID! }
      `,
      resolvers: {
        Query: {
          machines: () => [
            { id: 'm1', slot: 1 },
            { id: 'm2', slot: 2 },
            { id: 'm1', slot: 1 },
          ],
          lost: () => ({ id: 'nowhere', slot: 9 }),
          odd: () => [null, { id: 'm2', slot: 2 }],
          part: () => ({ serial: 's7', maker: { id: 'acme' } }),
        },
      },
    },
    {
      name: 'names',
      sdl: `
        type Machine @key(fields: "id") @key(fields: "code") { id: ID! code: String! name: String! }
      `,
      resolvers: {
        Machine: {
          __resolveReference: ({ id, code }: never) =>
            [
              { id: 'm1', code: 'c1', name: 'Ada' },
              { id: 'm2', code: 'c2', name: 'Grace' },
            ].find((one) => one.id === id || one.code === code) ?? null,
        },
      },
    },
    {
      name: 'rents',
      sdl: `
        type Machine @key(fields: "code") { code: String! rent: Float tenants: [Tenant!] }
        type Tenant @key(fields: "id") { id: ID! machine: Machine }
        type Part @key(fields: "serial maker { id }") { serial: String! maker: Maker! weight: Int }
        type Maker { id: ID! }
      `,
      resolvers: {
        Machine: {
          __resolveReference: ({ code }: { code: string }) =>
            code === 'c1'
              ? { code, rent: 10.5, tenants: [{ id: 't1', machine: { code: 'c2' } }] }
              : { code, rent: null },
        },
        Part: {
          __resolveReference: ({ serial, maker }: Part) => ({ serial, maker, weight: `${serial}${maker.id}`.length }),
        },
      },
    },
    {
      name: 'people',
      sdl: `type Tenant @key(fields: "id") { id: ID! name: String }`,
      resolvers: { Tenant: { __resolveReference: ({ id }: ById) => ({ id, name: `tenant ${id}` }) } },
    },
  ],
  cases: [
    {
      query: '{ machines { slot name } }',
      data: {
        machines: [
          { slot: 1, name: 'Ada' },
          { slot: 2, name: 'Grace' },
          { slot: 1, name: 'Ada' },
        ],
      },
    },
    { query: '{ machines { rent } }', data: { machines: [{ rent: 10.5 }, { rent: null }, { rent: 10.5 }] } },
    {
      query: '{ machines { tenants { name machine { name slot: code } } } }',
      data: {
        machines: [
          { tenants: [{ name: 'tenant t1', machine: { name: 'Grace', slot: 'c2' } }] },
          { tenants: null },
          { tenants: [{ name: 'tenant t1', machine: { name: 'Grace', slot: 'c2' } }] },
        ],
      },
    },
    { query: '{ odd { id name } }', data: { odd: [null, { id: 'm2', name: 'Grace' }] } },
    { query: '{ lost { slot name } }', data: { lost: null }, errors: undefined },
    { query: '{ part { weight maker { id } } }', data: { part: { weight: 6, maker: { id: 'acme' } } } },
    {
      query: 'query Q($with: Boolean!) { machines { id name @include(if: $with) code @skip(if: $with) } }',
      variables: { with: false },
      data: {
        machines: [
          { id: 'm1', code: 'c1' },
          { id: 'm2', code: 'c2' },
          { id: 'm1', code: 'c1' },
        ],
      },
    },
    {
      query: '{ first: machines { __typename n: name } second: machines { n: rent } }',
      data: {
        first: [
          { __typename: 'Machine', n: 'Ada' },
          { __typename: 'Machine', n: 'Grace' },
          { __typename: 'Machine', n: 'Ada' },
        ],
        second: [{ n: 10.5 }, { n: null }, { n: 10.5 }],
      },
    },
  ],
};
