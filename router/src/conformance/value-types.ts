import type { ConformanceSuite } from './suite.ts';

/** Types without a key, enums and inputs that differ, nulls that spread, and errors beside data. */
export const valueTypes: ConformanceSuite = {
  topic: 'values, nulls and errors',
  subgraphs: [
    {
      name: 'left',
      sdl: `
        type Query { area(at: Point): Area @shareable colour(is: Colour): Colour team: Team strict: Strict! maybe: Strict }
        type Area { width: Int @shareable left: String }
        input Point { x: Int! y: Int = 7 }
        enum Colour { RED GREEN }
        type Team @key(fields: "id") { id: ID! people: [Person!] }
        type Person @key(fields: "id") { id: ID! nick: String }
        type Strict { sure: String! }
      `,
      resolvers: {
        Query: {
          area: (_: never, { at }: { at?: { x: number; y: number } }) => ({
            width: 3,
            left: at ? `${at.x},${at.y}` : 'l',
          }),
          colour: (_: never, { is }: { is?: string }) => is ?? 'GREEN',
          team: () => ({
            id: 'team',
            people: [
              { id: 'p1', nick: 'a' },
              { id: 'gone', nick: 'b' },
            ],
          }),
          strict: () => ({ sure: 'yes' }),
          maybe: () => ({ sure: null }),
        },
      },
    },
    {
      name: 'right',
      sdl: `
        type Query { area(at: Point): Area @shareable failing: String colours: [Colour!] }
        type Area { width: Int @shareable right: String }
        input Point { x: Int! y: Int = 7 z: Int }
        enum Colour { RED GREEN }
        type Person @key(fields: "id") { id: ID! name: String! note: String }
      `,
      resolvers: {
        Query: {
          area: (_: never, { at }: { at?: { x: number } }) => ({ width: 3, right: at ? `r${at.x}` : 'r' }),
          failing: () => {
            throw new Error('it does not work');
          },
          colours: () => ['RED', 'GREEN'],
        },
        Person: {
          __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? { id, name: null } : { id, name: 'Ada' }),
          note: () => {
            throw new Error('no note');
          },
        },
      },
    },
  ],
  cases: [
    { query: '{ area { width left right } }', data: { area: { width: 3, left: 'l', right: 'r' } } },
    { query: '{ area(at: { x: 1 }) { left right } }', data: { area: { left: '1,7', right: 'r1' } } },
    {
      query: 'query Q($at: Point) { area(at: $at) { left right } }',
      variables: { at: { x: 4, y: 5 } },
      data: { area: { left: '4,5', right: 'r4' } },
    },
    { query: '{ area(at: { x: 1, z: 2 }) { left } }', data: undefined, errors: true },
    {
      query: '{ colour colours red: colour(is: RED) }',
      data: { colour: 'GREEN', colours: ['RED', 'GREEN'], red: 'RED' },
    },
    { query: '{ strict { sure } }', data: { strict: { sure: 'yes' } } },
    { query: '{ maybe { sure } }', data: { maybe: null }, errors: true },
    { query: '{ team { id people { nick name } } }', data: { team: { id: 'team', people: null } }, errors: true },
    {
      query: '{ team { people { nick note } } }',
      data: {
        team: {
          people: [
            { nick: 'a', note: null },
            { nick: 'b', note: null },
          ],
        },
      },
      errors: true,
    },
    { query: '{ failing colours }', data: { failing: null, colours: ['RED', 'GREEN'] }, errors: true },
  ],
};
