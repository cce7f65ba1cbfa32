import type { ConformanceSuite } from './suite.ts';

const BOOK = { __typename: 'Book', id: 'b1', title: 'Tides', left: 'left Tides', right: 'right Tides' };
const SONG = { __typename: 'Song', id: 's2', title: 'Rain', left: 'left Rain' };
const FILM = { __typename: 'Film', id: 'f3', title: 'Dunes', right: 'right Dunes' };

const inEach = (ofSong: string, ofFilm: string, ofBook: string) =>
  `{ __typename ... on Song { ${ofSong} } ... on Film { ${ofFilm} } ... on Book { ${ofBook} } }`;

/** A union has other members in every subgraph, and the fields that lead to it stand in one or both. */
export const unionMembers: ConformanceSuite = {
  topic: 'unions whose members differ',
  rows: { Book: [BOOK], Song: [SONG], Film: [FILM] },
  subgraphs: [
    {
      name: 'left',
      sdl: `
        union Media = Book | Song
        union Shelf = Book | Song
        type Book @key(fields: "id") { id: ID! title: String! @shareable left: String! }
        type Song @key(fields: "id") { id: ID! title: String! @shareable left: String! }
        type Query {
          media: Media @shareable leftMedia: Media @shareable book: Book @shareable song: Media @shareable
          reader: Reader @shareable
        }
        type Reader { media: Shelf @shareable leftMedia: Shelf book: Book @shareable song: Shelf @shareable }
      `,
      resolvers: {
        Query: {
          media: () => BOOK,
          leftMedia: () => BOOK,
          book: () => BOOK,
          song: () => SONG,
          reader: () => ({ media: BOOK, leftMedia: BOOK, book: BOOK, song: SONG }),
        },
      },
    },
    {
      name: 'right',
      sdl: `
        union Media = Book | Film
        union Shelf = Book | Film
        type Query {
          media: Media @shareable rightMedia: Media @shareable book: Media @shareable reader: Reader @shareable
        }
        type Film @key(fields: "id") { id: ID! title: String! @shareable right: String! }
        type Book @key(fields: "id") { id: ID! title: String! @shareable right: String! }
        type Reader { media: Shelf @shareable rightMedia: Shelf book: Shelf @shareable }
      `,
      resolvers: {
        Query: {
          media: () => BOOK,
          rightMedia: () => BOOK,
          book: () => BOOK,
          reader: () => ({ media: BOOK, rightMedia: FILM, book: BOOK }),
        },
      },
    },
  ],
  cases: [
    { query: '{ media { ... on Film { title } } }', data: { media: {} } },
    { query: '{ media { ... on Book { title } ... on Film { title } } }', data: { media: { title: 'Tides' } } },
    { query: '{ leftMedia { ... on Film { title right } } }', data: { leftMedia: {} } },
    {
      query: '{ leftMedia { ... on Book { title left right } } }',
      data: { leftMedia: { title: 'Tides', left: 'left Tides', right: 'right Tides' } },
    },
    { query: '{ reader { media { ... on Film { title } } } }', data: { reader: { media: {} } } },
    {
      query: `{ reader {
        media ${inEach('title', 'title', 'title')} book ${inEach('title', 'title', 'title')} song ${inEach('title', 'title', 'title')}
      } }`,
      data: {
        reader: {
          media: { __typename: 'Book', title: 'Tides' },
          book: { __typename: 'Book', title: 'Tides' },
          song: { __typename: 'Song', title: 'Rain' },
        },
      },
    },
    {
      query: `{ reader {
        media ${inEach('title left', 'title right', 'title left right')}
        book ${inEach('title left', 'title right', 'title left right')}
        song ${inEach('title left', 'title right', 'title left right')}
      } }`,
      data: {
        reader: {
          media: { __typename: 'Book', title: 'Tides', left: 'left Tides', right: 'right Tides' },
          book: { __typename: 'Book', title: 'Tides', left: 'left Tides', right: 'right Tides' },
          song: { __typename: 'Song', title: 'Rain', left: 'left Rain' },
        },
      },
    },
    {
      query: '{ reader { leftMedia { ... on Film { title right } } rightMedia { ... on Film { title right } } } }',
      data: { reader: { leftMedia: {}, rightMedia: { title: 'Dunes', right: 'right Dunes' } } },
    },
  ],
};

const WAKE = { __typename: 'Wake', id: 'w', at: 'dawn' };
const CALL = { __typename: 'Call', id: 'c', number: '12' };

/** One subgraph knows a part of a union only, and no way into its values but through their parent. */
export const partialUnion: ConformanceSuite = {
  topic: 'unions known in part',
  subgraphs: [
    {
      name: 'whole',
      sdl: `
        type Query { answer: Answer fromWhole: Box both: Box @shareable }
        type Answer @shareable { steps: [Step!]! words: String }
        union Step = Wait | Wake | Call
        type Wait @shareable { id: ID! minutes: Int }
        type Wake { id: ID! at: String }
        type Call { id: ID! number: String }
        type Box @key(fields: "id") { id: ID! holder: Holder @shareable }
        type Holder @shareable { acts: [Act!]! }
        union Act = Common | OnlyWhole
        type Common @shareable { label: String }
        type OnlyWhole { whole: String }
      `,
      resolvers: {
        Query: {
          answer: () => ({ steps: [{ __typename: 'Wait', id: 't', minutes: 3 }, WAKE, CALL], words: 'so' }),
          fromWhole: () => ({ id: 'x', holder: { acts: acts('OnlyWhole') } }),
          both: () => ({ id: 'x', holder: { acts: acts() } }),
        },
        Box: { __resolveReference: ({ id }: { id: string }) => ({ id, holder: { acts: acts('OnlyWhole') } }) },
      },
    },
    {
      name: 'part',
      sdl: `
        type Query { fromPart: Box both: Box @shareable }
        type Answer @shareable { steps: [Step!]! words: String }
        union Step = Wait
        type Wait @shareable { id: ID! minutes: Int }
        type Box @key(fields: "id") { id: ID! holder: Holder @shareable ownHolder: Holder }
        type Holder @shareable { acts: [Act!]! }
        union Act = Common | OnlyPart
        type Common @shareable { label: String }
        type OnlyPart { part: String }
      `,
      resolvers: {
        Query: {
          fromPart: () => ({ id: 'x', holder: { acts: acts('OnlyPart') } }),
          both: () => ({ id: 'x', holder: { acts: acts() } }),
        },
        Box: {
          __resolveReference: ({ id }: { id: string }) => ({ id, holder: { acts: acts('OnlyPart') } }),
          ownHolder: () => ({ acts: acts('OnlyPart') }),
        },
      },
    },
  ],
  cases: [
    {
      query: `{ answer { words steps { __typename ... on Wait { id minutes } ... on Wake { id at } ... on Call { id number } } } }`,
      data: { answer: { words: 'so', steps: [{ __typename: 'Wait', id: 't', minutes: 3 }, WAKE, CALL] } },
    },
    {
      query: '{ answer { steps { __typename ... on Wake { at } ... on Call { number } } } }',
      data: {
        answer: {
          steps: [{ __typename: 'Wait' }, { __typename: 'Wake', at: 'dawn' }, { __typename: 'Call', number: '12' }],
        },
      },
    },
    // A shared field answers with members that all who share it know; of others both planners fetch the name only.
    {
      query: actsOf('fromWhole { holder'),
      data: { fromWhole: { holder: { acts: [...acts(), { __typename: 'OnlyWhole', whole: null }] } } },
    },
    {
      query: actsOf('fromPart { holder'),
      data: { fromPart: { holder: { acts: [...acts(), { __typename: 'OnlyPart', part: null }] } } },
    },
    { query: actsOf('both { holder'), data: { both: { holder: { acts: acts() } } } },
    { query: actsOf('fromWhole { ownHolder'), data: { fromWhole: { ownHolder: { acts: acts('OnlyPart') } } } },
    {
      query: '{ fromWhole { holder { acts { __typename ... on OnlyPart { part } } } } }',
      data: { fromWhole: { holder: { acts: [{ __typename: 'Common' }, { __typename: 'OnlyWhole' }] } } },
    },
  ],
};

function acts(own?: 'OnlyWhole' | 'OnlyPart'): object[] {
  const common = { __typename: 'Common', label: 'common' };
  if (!own) return [common];
  return [common, { __typename: own, [own === 'OnlyWhole' ? 'whole' : 'part']: own }];
}

function actsOf(path: string): string {
  return `{ ${path} { acts {
    __typename ... on Common { label } ... on OnlyWhole { whole } ... on OnlyPart { part }
  } } } }`;
}

/** What stands under one member only is not fetched for another; what is fetched must not fail the answer. */
export const unionOverfetching: ConformanceSuite = {
  topic: 'nothing is fetched for the wrong member',
  subgraphs: [
    {
      name: 'notes',
      sdl: `
        type Query { note: Note }
        union Note = Named | Nameless
        type Named { host: Host }
        type Nameless { host: Host }
        type Host @key(fields: "id") { id: ID! }
      `,
      resolvers: { Query: { note: () => ({ __typename: 'Nameless', host: { id: '1' } }) } },
    },
    {
      name: 'good',
      sdl: 'type Host @key(fields: "id") { id: ID! good: String! }',
      resolvers: { Host: { __resolveReference: ({ id }: { id: string }) => ({ id, good: `good ${id}` }) } },
    },
    ...['bad', 'worse'].map((name) => ({
      name,
      sdl: `type Host @key(fields: "id") { id: ID! ${name}: String! }`,
      resolvers: {
        Host: {
          __resolveReference: () => {
            throw new Error(`Nobody asks for ${name}.`);
          },
        },
      },
    })),
  ],
  cases: [
    { query: '{ note { ... on Nameless { host { good } } } }', data: { note: { host: { good: 'good 1' } } } },
    {
      query: '{ note { ... on Nameless { host { good } } ... on Named { host { bad worse } } } }',
      data: { note: { host: { good: 'good 1' } } },
      // The JS planner asks by path alone, whichever member stands there.
      nativeOnly: true,
    },
  ],
};

/** Members whose equal fields differ in whether they may be null. */
export const unlikeMembers: ConformanceSuite = {
  topic: 'members whose fields differ in type',
  rows: { User: [{ id: 'u1', name: 'Ada' }] },
  subgraphs: [
    {
      name: 'users',
      sdl: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID name: String }',
      resolvers: { Query: { users: () => [{ id: 'u1', name: 'Ada' }] } },
    },
    {
      name: 'accounts',
      sdl: `
        union Account = User | Admin
        type Query { accounts: [Account!]! }
        type User @key(fields: "id") { id: ID! similar: [Account!]! }
        type Admin { id: ID name: String similar: [Account!]! }
      `,
      resolvers: {
        Query: { accounts },
        User: { __resolveReference: ({ id }: { id: string }) => ({ id }), similar: accounts },
        Admin: { similar: accounts },
      },
    },
  ],
  cases: [
    {
      query: '{ users { id name } accounts { ... on User { id name } ... on Admin { id name } } }',
      data: { users: [{ id: 'u1', name: 'Ada' }], accounts: each({ id: true }) },
    },
    { query: similar(2, 'id name'), data: { accounts: each({ id: true, depth: 2 }) } },
    { query: similar(2, 'name'), data: { accounts: each({ id: false, depth: 2 }) } },
  ],
};

function accounts(): object[] {
  return [
    { __typename: 'User', id: 'u1' },
    { __typename: 'Admin', id: 'a1', name: 'Root' },
  ];
}

function similar(depth: number, fields: string): string {
  const inside = (left: number): string => (left === 0 ? fields : `${fields} similar { ${members(left - 1)} }`);
  const members = (left: number) => `... on User { ${inside(left)} } ... on Admin { ${inside(left)} }`;
  return `{ accounts { ${members(depth)} } }`;
}

function each({ id, depth = 0 }: { id: boolean; depth?: number }): object[] {
  const similar = depth > 0 && { similar: each({ id, depth: depth - 1 }) };
  return [
    { ...(id && { id: 'u1' }), name: 'Ada', ...similar },
    { ...(id && { id: 'a1' }), name: 'Root', ...similar },
  ];
}
