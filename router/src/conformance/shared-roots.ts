import type { ConformanceSuite } from './suite.ts';

/** Every subgraph gives a part of a thing that has no key, from the same root field. */
export const sharedRoots: ConformanceSuite = {
  topic: 'roots shared by subgraphs',
  subgraphs: [
    {
      name: 'place',
      sdl: `
        type Query { rack: Rack! @shareable racks: [Rack!]! @shareable }
        type Rack { id: ID! @shareable place: Place! }
        type Place { id: ID! @shareable room: String! row: Int! }
      `,
      resolvers: { Query: roots({ id: 'r1', place: { id: 'p1', room: 'A', row: 3 } }) },
    },
    {
      name: 'power',
      sdl: `
        type Query { rack: Rack! @shareable racks: [Rack!]! @shareable }
        type Rack { id: ID! @shareable power: Power! }
        type Power { id: ID! watts: Int! }
      `,
      resolvers: { Query: roots({ id: 'r1', power: { id: 'w1', watts: 900 } }) },
    },
    {
      name: 'owner',
      sdl: `
        type Query { rack: Rack! @shareable racks: [Rack!]! @shareable }
        type Rack { id: ID! @shareable owner: Owner }
        type Owner { name: String! }
      `,
      resolvers: { Query: roots({ id: 'r1', owner: null }) },
    },
  ],
  cases: [
    {
      query: '{ rack { id place { id room row } power { id watts } owner { name } } }',
      data: {
        rack: { id: 'r1', place: { id: 'p1', room: 'A', row: 3 }, power: { id: 'w1', watts: 900 }, owner: null },
      },
    },
    {
      query: '{ racks { power { watts } id place { room } } }',
      data: { racks: [{ power: { watts: 900 }, id: 'r1', place: { room: 'A' } }] },
    },
    { query: '{ rack { id } racks { id } }', data: { rack: { id: 'r1' }, racks: [{ id: 'r1' }] } },
  ],
};

function roots(rack: object) {
  return { rack: () => rack, racks: () => [rack] };
}
