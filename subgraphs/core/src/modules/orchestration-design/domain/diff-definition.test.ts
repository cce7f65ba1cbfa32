import { describe, expect, it } from 'vitest';
import { aDefinition, aNode } from '../testing.ts';
import { type DiffableDefinition, diffDefinitions } from './diff-definition.ts';

const drawn = (...given: Parameters<typeof aDefinition>): DiffableDefinition => ({
  ...aDefinition(...given),
  name: 'Restart',
  description: '',
});
const constant = (name: string, value: string) =>
  ({ name, source: 'CONSTANT', value, fromNodeId: null, fromParameter: null, properties: null }) as const;

describe('the difference of two definitions', () => {
  it('is nothing for the same', () => {
    const definition = drawn(['start > fork > a > merge > end', 'fork > b > merge']);
    expect(diffDefinitions(definition, structuredClone(definition))).toEqual({ settings: [], nodes: [], links: [] });
  });

  it('names what was added, removed, changed and moved, property by property', () => {
    const before = drawn(
      ['start > a > b > end'],
      [aNode('a', { parameters: [constant('script', 'uptime'), constant('user', 'root')] }), aNode('b')],
    );
    const after = {
      ...drawn(
        ['start > a > c > end'],
        [
          aNode('a', { timeoutMs: 5_000, parameters: [constant('script', 'reboot'), constant('user', 'root')] }),
          aNode('end', { x: 40 }),
        ],
      ),
      useRoles: ['OPS'],
    };
    const diff = diffDefinitions(before, after);
    expect(diff.settings).toEqual([{ property: 'useRoles', before: [], after: ['OPS'] }]);
    expect(diff.nodes.map(({ kind, id, properties }) => [kind, id, properties])).toEqual([
      ['REMOVED', 'b', []],
      [
        'CHANGED',
        'a',
        [
          { property: 'timeoutMs', before: 1_800_000, after: 5_000 },
          { property: 'parameters.script', before: constant('script', 'uptime'), after: constant('script', 'reboot') },
        ],
      ],
      ['ADDED', 'c', []],
      ['MOVED', 'end', [{ property: 'x', before: 0, after: 40 }]],
    ]);
    expect(diff.nodes.find(({ id }) => id === 'b')).toMatchObject({ before: { name: 'b' }, after: null });
    expect(diff.links.map(({ kind, id, properties }) => [kind, id, properties])).toEqual([
      ['CHANGED', 'link1', [{ property: 'target', before: 'b', after: 'c' }]],
      ['CHANGED', 'link2', [{ property: 'source', before: 'b', after: 'c' }]],
    ]);
  });
});
