import type { ConformanceSuite } from './suite.ts';

const MEDIA = [
  { __typename: 'Book', id: 'k1', title: 'Tides', pages: 90 },
  { __typename: 'Film', id: 'f1', title: 'Dunes', minutes: 120 },
];

/** Fields that a subgraph adds to an interface without knowing its types. */
export const interfaceObjects: ConformanceSuite = {
  topic: 'interface objects',
  subgraphs: [
    {
      name: 'media',
      sdl: `
        type Query { media: [Media!]! book: Book }
        interface Media @key(fields: "id") { id: ID! title: String! }
        type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int }
      `,
      resolvers: {
        Query: { media: () => MEDIA, book: () => MEDIA[0] },
        Media: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((one) => one.id === id) ?? null },
        Book: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((one) => one.id === id) ?? null },
        Film: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((one) => one.id === id) ?? null },
      },
    },
    {
      name: 'stars',
      sdl: `
        type Query { best: Media }
        type Media @key(fields: "id") @interfaceObject {
          id: ID!
          title: String! @external
          stars: Int!
          praise: String! @requires(fields: "title")
        }
      `,
      resolvers: {
        Query: { best: () => ({ id: 'f1' }) },
        Media: {
          __resolveReference: (reference: { id: string }) => reference,
          stars: ({ id }: { id: string }) => (id === 'f1' ? 5 : 3),
          praise: ({ title }: { title: string }) => `${title}!`,
        },
      },
    },
  ],
  cases: [
    {
      query: '{ media { __typename title stars } }',
      data: {
        media: [
          { __typename: 'Book', title: 'Tides', stars: 3 },
          { __typename: 'Film', title: 'Dunes', stars: 5 },
        ],
      },
    },
    { query: '{ best { __typename title } }', data: { best: { __typename: 'Film', title: 'Dunes' } } },
    { query: '{ best { stars ... on Film { minutes } } }', data: { best: { stars: 5, minutes: 120 } } },
    { query: '{ best { ... on Book { pages } } }', data: { best: {} } },
    { query: '{ media { praise } }', data: { media: [{ praise: 'Tides!' }, { praise: 'Dunes!' }] } },
    { query: '{ book { praise pages } }', data: { book: { praise: 'Tides!', pages: 90 } } },
    {
      query: '{ media { ... on Book { pages stars } ... on Film { stars } } }',
      data: { media: [{ pages: 90, stars: 3 }, { stars: 5 }] },
    },
  ],
};
