import { describe, expect, it } from 'vitest';
import { boxes, type FlowPoint, portOffset } from './geometry.ts';
import { arrange } from './layout.ts';
import { arrangeModel, references, shownAttributes } from './model-layout.ts';

const point = (id: string, type: FlowPoint['type'], x = 0, y = 0): FlowPoint => ({ id, type, x, y });
const forked = {
  nodes: [
    point('s', 'START'),
    point('f', 'FORK'),
    point('a', 'AUTOMATIC'),
    point('b', 'AUTOMATIC'),
    point('c', 'AUTOMATIC'),
    point('m', 'MERGE'),
    point('e', 'END'),
  ],
  links: ['s-f', 'f-a', 'f-b', 'f-c', 'a-m', 'b-m', 'c-m', 'm-e'].map((pair) => ({
    id: pair,
    source: pair.split('-')[0] ?? '',
    target: pair.split('-')[1] ?? '',
  })),
};

describe('arrange', () => {
  const places = arrange(forked.nodes, forked.links);
  const placed = forked.nodes.map((node) => ({ ...node, ...(places.get(node.id) as { x: number; y: number }) }));

  it('puts every node right of those that lead to it', () => {
    const x = (id: string) => places.get(id)?.x ?? Number.NaN;
    for (const link of forked.links) expect(x(link.target)).toBeGreaterThan(x(link.source));
  });

  it('lets no two nodes overlap', () => {
    const all = [...boxes(placed, forked.links).entries()];
    for (const [id, one] of all) {
      for (const [otherId, other] of all) {
        if (id >= otherId) continue;
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${id} and ${otherId}`).toBe(true);
      }
    }
  });

  it('spans the branches with the fork and the merge', () => {
    const all = boxes(placed, forked.links);
    for (const bar of ['f', 'm']) {
      const box = all.get(bar);
      for (const branch of ['a', 'b', 'c']) {
        const other = all.get(branch);
        const middle = (other?.y ?? 0) + (other?.height ?? 0) / 2;
        expect(middle).toBeGreaterThan(box?.y ?? Number.NaN);
        expect(middle).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
        expect((box?.y ?? 0) + portOffset(box as NonNullable<typeof box>, other)).toBe(middle);
      }
    }
  });

  it('gives the same graph the same places', () => expect(arrange(forked.nodes, forked.links)).toEqual(places));

  it('stands a link to a node that is gone', () => {
    expect(arrange([point('a', 'AUTOMATIC')], [{ id: 'l', source: 'a', target: 'gone' }]).get('a')).toBeDefined();
  });
});

describe('the model graph', () => {
  const entities = [
    {
      name: 'p:host',
      attributes: [
        { name: 'id' },
        { name: 'ip' },
        { name: 'unit', references: 'p:unit' },
        { name: 'self', references: 'p:host' },
      ],
    },
    { name: 'p:unit', attributes: [{ name: 'app', references: 'gone:app' }] },
  ];
  it('shows references first and identity never', () => {
    expect(shownAttributes(entities[0] as (typeof entities)[0]).map((one) => one.name)).toEqual(['unit', 'self', 'ip']);
  });
  it('draws only references between entities that are there', () => {
    expect(references(entities)).toEqual([
      { from: 'p:host', to: 'p:unit', attribute: 'unit' },
      { from: 'p:host', to: 'p:host', attribute: 'self' },
    ]);
  });
  it('puts what refers right of what it refers to', () => {
    const places = arrangeModel(entities);
    expect(places.get('p:host')?.x).toBeGreaterThan(places.get('p:unit')?.x ?? Number.NaN);
  });
});
