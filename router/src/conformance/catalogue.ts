import type { ConformanceSuite } from './suite.ts';

const NOTES = [
  { id: 1, about: 'b1', words: 'good' },
  { id: 2, about: 'b1', words: 'fair' },
  { id: 3, about: 'p1', words: 'short' },
];
const THINGS = {
  b1: { __typename: 'Book', id: 'b1', code: 'c1', size: { width: 1, weight: 0.5 }, maker: 'm1', issuer: agency('x1') },
  b2: { __typename: 'Book', id: 'b2', code: 'c2', size: { width: 9, weight: 0.6 }, maker: 'm2', issuer: agency('x2') },
  p1: {
    __typename: 'Paper',
    id: 'p1',
    code: 'c3',
    size: { width: 1, weight: 0.2 },
    maker: 'm1',
    issuer: { __typename: 'Own', mail: 'own@example.com' },
  },
} as const;
type Thing = { id: string; __typename?: string };
type Sized = { size?: { width?: number; weight?: number } };

const ship = ({ size }: Sized, { to }: { to?: string }) =>
  to && size?.width !== undefined && size.weight !== undefined ? { days: size.width < 5 ? 1 : 3, to } : null;
const noted = {
  notes: ({ id }: Thing) => notesOf(id),
  count: ({ id }: Thing) => notesOf(id).length,
  ofAlike: ({ alike }: { alike?: Thing[] }) => (alike ?? []).flatMap(({ id }) => notesOf(id)),
};

/** Two types behind interfaces and a union, whose fields are spread over six subgraphs and need each other. */
export const catalogue: ConformanceSuite = {
  topic: 'a catalogue of abstract types',
  rows: {
    Book: [
      { ...THINGS.b1, title: 'Tides' },
      { ...THINGS.b2, title: 'Dunes' },
    ],
    Paper: [{ ...THINGS.p1, title: 'Daily' }],
    Agency: [
      { id: 'x1', company: 'Press', mail: { address: 'x1@example.com' } },
      { id: 'x2', company: 'House', mail: { address: 'x2@example.com' } },
    ],
  },
  subgraphs: [
    {
      name: 'things',
      sdl: `
        type Query { things: [Thing] alike(id: ID!): [Thing] }
        interface Thing { id: ID! code: String size: Size maker: Maker secret: Boolean @inaccessible }
        interface Alike { alike: [Thing] }
        type Size @shareable { width: Int weight: Float }
        type Book implements Thing & Alike @key(fields: "id") {
          id: ID! code: String size: Size @shareable maker: Maker alike: [Book] secret: Boolean issuer: Issuer
        }
        type Paper implements Thing & Alike @key(fields: "id") {
          id: ID! code: String size: Size @shareable maker: Maker alike: [Paper] secret: Boolean issuer: Issuer
        }
        union Issuer = Agency | Own
        type Agency { id: ID! @shareable }
        type Own { mail: String }
        type Maker @key(fields: "mail") { mail: ID! made: Int @shareable }
      `,
      resolvers: {
        Query: {
          things: () => [THINGS.b1, THINGS.b2, THINGS.p1],
          alike: (_: never, { id }: { id: string }) => alike(id),
        },
        Book: { alike: ({ id }: Thing) => alike(id), maker },
        Paper: { alike: ({ id }: Thing) => alike(id), maker },
        Maker: {
          __resolveReference: (reference: { mail: string }) => reference,
          made: ({ mail }: { mail: string }) =>
            Object.values(THINGS).filter((thing) => mail.startsWith(thing.maker)).length,
        },
      },
    },
    { name: 'books', sdl: 'type Query { books: [Book] } type Book @key(fields: "id") { id: ID! title: String }' },
    { name: 'papers', sdl: 'type Paper @key(fields: "id") { id: ID! title: String }' },
    {
      name: 'shipping',
      sdl: `
        interface Thing { id: ID! size: Size ship(to: String): Ship }
        type Book implements Thing @key(fields: "id") {
          id: ID! size: Size @external ship(to: String): Ship @requires(fields: "size { width weight }")
        }
        type Paper implements Thing @key(fields: "id") {
          id: ID! size: Size @external ship(to: String): Ship @requires(fields: "size { width weight }")
        }
        type Size @shareable { width: Int weight: Float }
        type Ship { days: Int to: String }
      `,
      resolvers: { Book: { ship }, Paper: { ship } } as never,
    },
    {
      name: 'notes',
      sdl: `
        interface Thing { id: ID! count: Int! notes: [Note!]! }
        interface Alike { alike: [Thing] }
        type Book implements Thing & Alike @key(fields: "id") {
          id: ID! count: Int! notes: [Note!]! alike: [Book] @external ofAlike: [Note!]! @requires(fields: "alike { id }")
        }
        type Paper implements Thing & Alike @key(fields: "id") {
          id: ID! count: Int! notes: [Note!]! alike: [Paper] @external ofAlike: [Note!]! @requires(fields: "alike { id }")
        }
        type Query { note(id: Int!): Note }
        type Note { id: Int! words: String! about: Thing }
      `,
      resolvers: {
        Query: { note: (_: never, { id }: { id: number }) => NOTES.map(presented).find((note) => note.id === id) },
        Book: noted,
        Paper: noted,
      } as never,
    },
    {
      name: 'agencies',
      sdl: `
        type Agency @key(fields: "id") { id: ID! company: String mail: Mail }
        type Mail { address: String }
        type Group @key(fields: "id") { id: ID! name: String mail: String }
        extend union Issuer = Agency | Group
      `,
    },
  ],
  cases: [
    {
      query: '{ things { id size { width weight } } }',
      data: { things: Object.values(THINGS).map(({ id, size }) => ({ id, size })) },
    },
    { query: '{ alike(id: "b1") { id code } }', data: { alike: [{ id: 'b2', code: 'c2' }] } },
    {
      query: '{ b: alike(id: "b1") { ship(to: "x") { days to } } p: alike(id: "b2") { code ship(to: "y") { days } } }',
      data: { b: [{ ship: { days: 3, to: 'x' } }], p: [{ code: 'c1', ship: { days: 1 } }] },
    },
    {
      query: '{ things { code ... on Thing { code } ... on Book { code } ... on Alike { __typename t: __typename } } }',
      data: { things: Object.values(THINGS).map(({ code, __typename }) => ({ code, __typename, t: __typename })) },
    },
    {
      query: '{ things { by: maker { mail made } ... on Paper { title } } }',
      data: {
        things: [
          { by: { mail: 'm1@example.com', made: 2 } },
          { by: { mail: 'm2@example.com', made: 1 } },
          { by: { mail: 'm1@example.com', made: 2 }, title: 'Daily' },
        ],
      },
    },
    {
      query: '{ things { id notes { about { code ... on Paper { title } ... on Book { count } } } } }',
      data: noteTree(({ about }) => (about === 'p1' ? { code: 'c3', title: 'Daily' } : { code: 'c1', count: 2 })),
    },
    ...(
      [
        ['... on Book @include(if: $on) { title }', true, { title: 'Tides' }],
        ['... on Book @include(if: $on) { title }', false, {}],
        ['... on Book @skip(if: $on) { title }', false, { title: 'Tides' }],
        ['... on Book @skip(if: $on) { title } ... on Book { code }', true, { code: 'c1' }],
        ['... on Book @skip(if: $on) { title } ... on Book { code }', false, { title: 'Tides', code: 'c1' }],
        ['... on Book @include(if: $on) { title ... on Book { code } }', true, { title: 'Tides', code: 'c1' }],
        ['... on Book @include(if: $on) { title ... on Book @skip(if: $on) { code } }', true, { title: 'Tides' }],
      ] as const
    ).map(([part, on, ofBook]) => ({
      query: `query ($on: Boolean = ${on}) { things { id notes { about { id ${part} ... on Paper { code } } } } }`,
      data: noteTree(({ about }) => ({ id: about, ...(about === 'p1' ? { code: 'c3' } : ofBook) })),
    })),
    {
      query: `{ things { id ... on Book { issuer { ...I } } ... on Paper { issuer { ...I } } } }
        fragment I on Issuer { ... on Agency { id company mail { address } } ... on Own { mail: __typename } }`.replace(
        ' mail { address }',
        '',
      ),
      data: {
        things: [
          { id: 'b1', issuer: { id: 'x1', company: 'Press' } },
          { id: 'b2', issuer: { id: 'x2', company: 'House' } },
          { id: 'p1', issuer: { mail: 'Own' } },
        ],
      },
    },
    {
      query: '{ things { ... on Book { ofAlike { id } } ... on Paper { ofAlike { id } } } }',
      data: { things: [{ ofAlike: [] }, { ofAlike: [{ id: 1 }, { id: 2 }] }, { ofAlike: [] }] },
    },
    {
      query: '{ note(id: 3) { words about { id ... on Alike { alike { id } } ship(to: "z") { days } } } }',
      data: { note: { words: 'short', about: { id: 'p1', alike: [], ship: { days: 1 } } } },
    },
  ],
};

function agency(id: string) {
  return { __typename: 'Agency', id };
}

function maker({ id }: Thing) {
  return { mail: `${THINGS[id as keyof typeof THINGS].maker}@example.com` };
}

function alike(id: string): Thing[] {
  const type = THINGS[id as keyof typeof THINGS].__typename;
  return Object.values(THINGS).filter((thing) => thing.id !== id && thing.__typename === type);
}

function notesOf(id: string) {
  return NOTES.filter(({ about }) => about === id).map(presented);
}

function presented({ about, ...note }: (typeof NOTES)[number]) {
  return { ...note, about: { __typename: about.startsWith('b') ? 'Book' : 'Paper', id: about } };
}

function noteTree(about: (note: (typeof NOTES)[number]) => object) {
  const things = Object.values(THINGS).map(({ id }) => ({
    id,
    notes: NOTES.filter((note) => note.about === id).map((note) => ({ about: about(note) })),
  }));
  return { things };
}
