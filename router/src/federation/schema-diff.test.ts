import { buildSchema, findBreakingChanges } from 'graphql';
import { describe, expect, it } from 'vitest';
import { diffSchemas } from './schema-diff.ts';

const BASE = `
  type Query { hosts(first: Int, zone: String): [Host] host(id: ID!): Host }
  interface Node { id: ID! }
  type Host implements Node { id: ID! name: String memory: Int! tags: [String!] }
  enum State { UP DOWN }
  input HostFilter { name: String zone: String! }
  union Thing = Host | Zone
  type Zone { id: ID! }
  scalar Time
`;
const diff = (after: string) => diffSchemas(buildSchema(BASE), buildSchema(after));
const edited = (from: string, to: string) => BASE.replace(from, to);

describe('the difference of two schemas', () => {
  it('is nothing for the same one', () => {
    expect(diff(BASE)).toEqual([]);
  });

  it.each([
    ['a new type', `${BASE} type Extra { id: ID! }`, ['ADDED Extra type added']],
    ['a new field', edited('name: String memory', 'name: String cpu: Int memory'), ['ADDED Host.cpu field added']],
    ['a field that is gone', edited('tags: [String!]', ''), ['REMOVED! Host.tags field removed']],
    ['a field that may be null now', edited('memory: Int!', 'memory: Int'), ['CHANGED! Host.memory Int! became Int']],
    [
      'fields that are more certain now',
      edited('name: String memory', 'name: String! memory'),
      ['CHANGED Host.name String became String!'],
    ],
    [
      'a list whose items may be null now',
      edited('tags: [String!]', 'tags: [String]!'),
      ['CHANGED! Host.tags [String!] became [String]!'],
    ],
    ['another type', edited('memory: Int!', 'memory: String!'), ['CHANGED! Host.memory Int! became String!']],
    ['a new argument', edited('first: Int,', 'first: Int, last: Int,'), ['ADDED Query.hosts(last:) argument added']],
    [
      'a new argument that is required',
      edited('first: Int,', 'first: Int, last: Int!,'),
      ['ADDED! Query.hosts(last:) required argument added'],
    ],
    ['an argument that is gone', edited('first: Int,', ''), ['REMOVED! Query.hosts(first:) argument removed']],
    [
      'an argument that is less demanding',
      edited('host(id: ID!)', 'host(id: ID)'),
      ['CHANGED Query.host(id:) ID! became ID'],
    ],
    [
      'an argument that demands more',
      edited('first: Int,', 'first: Int!,'),
      ['CHANGED! Query.hosts(first:) Int became Int!'],
    ],
    [
      'an input field',
      edited('zone: String! }', 'zone: String! up: Boolean! }'),
      ['ADDED! HostFilter.up required input field added'],
    ],
    ['values', edited('UP DOWN', 'UP LOST'), ['REMOVED! State.DOWN value removed', 'ADDED State.LOST value added']],
    ['a union', edited('Host | Zone', 'Host'), ['CHANGED! Thing "Zone" is no longer one of "Thing"']],
    ['an interface', edited('Host implements Node', 'Host'), ['CHANGED! Host "Host" no longer implements "Node"']],
    ['another kind', edited('scalar Time', 'enum Time { NOW }'), ['CHANGED! Time "Time" became another kind of type']],
    [
      'a deprecation',
      edited('name: String memory', 'name: String @deprecated(reason: "use label") memory'),
      ['CHANGED Host.name deprecated: use label'],
    ],
  ])('tells %s, and agrees with graphql on what breaks', (_what, after, expected) => {
    const changes = diff(after);
    const told = changes.map(
      ({ kind, path, description, breaking }) => `${kind}${breaking ? '!' : ''} ${path} ${description}`,
    );
    expect(told).toEqual(expected);
    const breaks = findBreakingChanges(buildSchema(BASE), buildSchema(after)).length > 0;
    expect(changes.some(({ breaking }) => breaking)).toBe(breaks);
  });
});
