import type { ConformanceSuite } from './suite.ts';

type Box = { id: string; size?: { width: number; height: number }; price?: number | null; volume?: number };

/** Fields that need others: across subgraphs, nested, in chains, null ones, and together with @provides. */
export const requires: ConformanceSuite = {
  topic: 'requires and provides',
  subgraphs: [
    {
      name: 'goods',
      sdl: `
        type Query { boxes: [Box!]! }
        type Box @key(fields: "id") { id: ID! price: Float size: Size! label: String @shareable }
        type Size { width: Int! height: Int! }
      `,
      resolvers: {
        Query: { boxes: () => [box('b1'), box('b2')] },
        Box: { __resolveReference: ({ id }: Box) => box(id) },
      },
    },
    {
      name: 'shipping',
      sdl: `
        type Query { parcels: [Parcel!]! }
        type Parcel { box: Box! @provides(fields: "label") }
        type Box @key(fields: "id") {
          id: ID!
          label: String @external
          price: Float @external
          size: Size! @external
          volume: Int! @requires(fields: "size { width height }")
          insurance: Float @requires(fields: "price")
        }
        type Size { width: Int! @external height: Int! @external }
      `,
      resolvers: {
        Query: { parcels: () => [{ box: { id: 'b2', label: 'provided' } }] },
        Box: {
          __resolveReference: (reference: Box) => reference,
          volume: ({ size }: Box) => (size?.width ?? 0) * (size?.height ?? 0),
          insurance: ({ price }: Box) => (price === null || price === undefined ? null : price / 10),
        },
      },
    },
    {
      name: 'trucks',
      sdl: `
        type Box @key(fields: "id") {
          id: ID!
          volume: Int! @external
          insurance: Float @external
          truck: String @requires(fields: "volume insurance")
        }
      `,
      resolvers: {
        Box: {
          __resolveReference: (reference: Box) => reference,
          truck: ({ volume, insurance }: Box & { insurance?: number | null }) =>
            `${volume} for ${insurance ?? 'nothing'}`,
        },
      },
    },
  ],
  cases: [
    { query: '{ boxes { volume } }', data: { boxes: [{ volume: 6 }, { volume: 20 }] } },
    { query: '{ boxes { insurance } }', data: { boxes: [{ insurance: 5 }, { insurance: null }] } },
    { query: '{ boxes { truck } }', data: { boxes: [{ truck: '6 for 5' }, { truck: '20 for nothing' }] } },
    {
      query: '{ boxes { truck size { height } volume price } }',
      data: {
        boxes: [
          { truck: '6 for 5', size: { height: 3 }, volume: 6, price: 50 },
          { truck: '20 for nothing', size: { height: 5 }, volume: 20, price: null },
        ],
      },
    },
    { query: '{ parcels { box { label } } }', data: { parcels: [{ box: { label: 'provided' } }] } },
    {
      // The JS planner fetches the required fields of a subgraph without what they require themselves.
      query: '{ parcels { box { truck } } }',
      data: { parcels: [{ box: { truck: '20 for nothing' } }] },
      nativeOnly: true,
    },
    {
      query: 'fragment F on Box { volume ...G } fragment G on Box { id truck } { boxes { ...F ... on Box { price } } }',
      data: {
        boxes: [
          { volume: 6, id: 'b1', truck: '6 for 5', price: 50 },
          { volume: 20, id: 'b2', truck: '20 for nothing', price: null },
        ],
      },
    },
  ],
};

function box(id: string) {
  const size = id === 'b1' ? { width: 2, height: 3 } : { width: 4, height: 5 };
  return { id, size, price: id === 'b1' ? 50 : null, label: `label ${id}` };
}
