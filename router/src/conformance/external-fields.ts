import type { ConformanceSubgraph, ConformanceSuite } from './suite.ts';

const ROWS = {
  Host: [
    { id: '1', name: 'Ada', alias: 'ada', rack: 'r1' },
    { id: '2', name: 'Grace', alias: 'grace', rack: 'r2' },
  ],
};

const owner = (header?: string): ConformanceSubgraph => ({
  name: 'owner',
  ...(header !== undefined && { header }),
  sdl: `
    type Query { hostById(id: ID): Host }
    type Host @key(fields: "id") { id: ID! name: String! ${header === '' ? '' : '@shareable'} alias: String }
  `,
  resolvers: { Query: { hostById: (_: never, { id }: { id: string }) => ROWS.Host.find((one) => one.id === id) } },
});

const extending = (host: string, header?: string): ConformanceSubgraph => ({
  name: 'extending',
  ...(header !== undefined && { header }),
  sdl: `
    type Query { anyHost: Host namedHost: Host @provides(fields: "name") }
    ${host} { id: ID! @external name: String! @external rack: ID }
  `,
  resolvers: {
    Query: {
      anyHost: () => ({ id: '1', rack: 'r1' }),
      namedHost: () => ({ id: '1', rack: 'r1', name: 'Ada' }),
    },
    Host: { name: ({ name }: { name?: string }) => name ?? 'asked where it is not known' },
  },
});

const cases: ConformanceSuite['cases'] = [
  {
    query: '{ anyHost { id name } hostById(id: "2") { id name alias } }',
    data: { anyHost: { id: '1', name: 'Ada' }, hostById: { id: '2', name: 'Grace', alias: 'grace' } },
  },
  { query: '{ anyHost { id rack } }', data: { anyHost: { id: '1', rack: 'r1' } } },
  { query: '{ anyHost { rack name } }', data: { anyHost: { rack: 'r1', name: 'Ada' } } },
  { query: '{ namedHost { id rack name } }', data: { namedHost: { id: '1', rack: 'r1', name: 'Ada' } } },
  { query: '{ hostById(id: "2") { rack } }', data: { hostById: { rack: 'r2' } } },
];

const TYPE = 'type Host @key(fields: "id") @extends';
const EXTENSION = 'extend type Host @key(fields: "id")';

/** Types of one subgraph that another one extends, in every way to write it in both versions of the specification. */
export const externalFields: ConformanceSuite[] = [
  { topic: 'version 1, @extends', rows: ROWS, cases, subgraphs: [extending(TYPE, ''), owner('')] },
  { topic: 'version 1, extend type', rows: ROWS, cases, subgraphs: [extending(EXTENSION, ''), owner('')] },
  { topic: 'version 2, @extends', rows: ROWS, cases, subgraphs: [extending(TYPE), owner()] },
  { topic: 'version 2, extend type', rows: ROWS, cases, subgraphs: [extending(EXTENSION), owner()] },
  {
    topic: 'version 1, extension by several keys',
    rows: { Host: [{ id: '1', pid: 'p1', name: 'Ada', serial: 's1', price: 12.5 }] },
    subgraphs: [
      {
        name: 'left',
        header: '',
        sdl: `
          type Query { host: Host }
          extend type Host @key(fields: "id") @key(fields: "id pid") { id: ID @external pid: ID @external serial: String }
        `,
        resolvers: { Query: { host: () => ({ id: '1', pid: 'p1', serial: 's1' }) } },
      },
      {
        name: 'right',
        header: '',
        sdl: `
          type Query { other: Host }
          extend type Host @key(fields: "id name") @key(fields: "serial") {
            id: ID @external name: String @external serial: String @external price: Float!
          }
        `,
        resolvers: { Query: { other: () => ({ id: '1', name: 'Ada', serial: 's1', price: 12.5 }) } },
      },
      {
        name: 'middle',
        header: '',
        sdl: 'type Host @key(fields: "id") @key(fields: "id name") { id: ID pid: ID name: String }',
      },
    ],
    cases: [
      {
        query: '{ host { id pid price serial name } }',
        data: { host: { id: '1', pid: 'p1', price: 12.5, serial: 's1', name: 'Ada' } },
      },
      { query: '{ other { price name pid } }', data: { other: { price: 12.5, name: 'Ada', pid: 'p1' } } },
    ],
  },
];
