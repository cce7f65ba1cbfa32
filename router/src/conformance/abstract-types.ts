import type { ConformanceSuite } from './suite.ts';

type ById = { id: string };

/** Unions and interfaces whose members and fields differ from subgraph to subgraph. */
export const abstractTypes: ConformanceSuite = {
  topic: 'abstract types',
  subgraphs: [
    {
      name: 'search',
      sdl: `
        type Query { search: [Found!]! nodes: [Node] first: Found @shareable }
        union Found = Host | Rack
        interface Node { id: ID! }
        type Host implements Node @key(fields: "id") { id: ID! address: String }
        type Rack implements Node @key(fields: "id") { id: ID! hosts: [Host!]! }
      `,
      resolvers: {
        Query: {
          search: () => [host('h1'), rack('r1'), host('h2')],
          nodes: () => [rack('r1'), null, host('h2')],
          first: () => host('h1'),
        },
      },
    },
    {
      name: 'tickets',
      sdl: `
        type Query { first: Found @shareable recent: [Found] }
        union Found = Host | Ticket
        interface Named { name: String }
        type Host implements Named @key(fields: "id") { id: ID! name: String tickets: [Ticket!]! }
        type Rack implements Named @key(fields: "id") { id: ID! name: String }
        type Ticket @key(fields: "id") { id: ID! about: Named }
      `,
      resolvers: {
        Query: { first: () => host('h1'), recent: () => [ticket('t1'), host('h2')] },
        Host: {
          __resolveReference: ({ id }: ById) => ({ ...host(id), name: `host ${id}` }),
          name: ({ id }: ById) => `host ${id}`,
          tickets: ({ id }: ById) => [ticket(`t-${id}`)],
        },
        Rack: {
          __resolveReference: ({ id }: ById) => ({ ...rack(id), name: `rack ${id}` }),
          name: ({ id }: ById) => `rack ${id}`,
        },
        Ticket: { __resolveReference: ({ id }: ById) => ticket(id), about: () => rack('r9') },
      },
    },
  ],
  cases: [
    {
      query: '{ search { __typename ... on Host { address name } ... on Rack { hosts { name } } } }',
      data: {
        search: [
          { __typename: 'Host', address: 'at h1', name: 'host h1' },
          { __typename: 'Rack', hosts: [{ name: 'host r1-1' }] },
          { __typename: 'Host', address: 'at h2', name: 'host h2' },
        ],
      },
    },
    {
      query: '{ nodes { id ... on Named { name } } }',
      data: { nodes: [{ id: 'r1', name: 'rack r1' }, null, { id: 'h2', name: 'host h2' }] },
    },
    {
      query: '{ search { ... on Named { name } ... on Node { id } ... on Ticket { id } } }',
      data: {
        search: [
          { name: 'host h1', id: 'h1' },
          { name: 'rack r1', id: 'r1' },
          { name: 'host h2', id: 'h2' },
        ],
      },
    },
    {
      query: '{ recent { ... on Ticket { about { __typename name } } ... on Host { tickets { id } } } }',
      data: {
        recent: [{ about: { __typename: 'Rack', name: 'rack r9' } }, { tickets: [{ id: 't-h2' }] }],
      },
    },
    {
      query: '{ first { __typename ... on Host { name address } } }',
      data: { first: { __typename: 'Host', name: 'host h1', address: 'at h1' } },
    },
    {
      query: 'fragment N on Named { name } { search { ...N } nodes { ...N ... on Rack { hosts { ...N id } } } }',
      data: {
        search: [{ name: 'host h1' }, { name: 'rack r1' }, { name: 'host h2' }],
        nodes: [{ name: 'rack r1', hosts: [{ name: 'host r1-1', id: 'r1-1' }] }, null, { name: 'host h2' }],
      },
    },
  ],
};

function host(id: string) {
  return { __typename: 'Host', id, address: `at ${id}` };
}

function rack(id: string) {
  return { __typename: 'Rack', id, hosts: [host(`${id}-1`)] };
}

function ticket(id: string) {
  return { __typename: 'Ticket', id };
}
