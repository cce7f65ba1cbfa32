import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLink, addNode, changeLink, changeNode, type Draft, moveNodes, removeLink, removeNode } from './draft.ts';
import { type Conflict, mergeDrafts } from './merge-drafts.ts';
import { same } from './same.ts';
import { aDraft, aNode } from './testing.ts';

const parameter = (name: string, value: string) => ({
  name,
  source: 'CONSTANT' as const,
  value,
  fromNodeId: null,
  fromParameter: null,
  properties: null,
});
const base = aDraft(
  [
    aNode('start', 'START'),
    aNode('check', 'AUTOMATIC', { service: 's/a', parameters: [parameter('p', '1'), parameter('q', '1')] }),
    aNode('enough', 'DECISION'),
    aNode('ask', 'HUMAN'),
    aNode('end', 'END'),
  ],
  ['start>check', 'check>enough', 'enough>ask', 'ask>end', 'enough>end'],
  { useRoles: ['ops', 'desk'] },
);
const fieldsOf = (conflicts: Conflict[]) => conflicts.map(({ of, id, field }) => `${of} ${id} ${field}`);
const nodeOf = (draft: Draft, id: string) => draft.nodes.find((node) => node.id === id);

describe('two people on one draft', () => {
  it('lose nothing when they change different things', () => {
    const mine = changeNode({ ...base, name: 'Deliver more' }, 'check', { name: 'Check quota' });
    const theirs = changeNode(
      changeLink({ ...base, description: 'what for' }, 'enough>ask', { label: 'no' }),
      'check',
      { service: 's/b', parameters: [parameter('p', '1'), parameter('q', '2')] },
    );
    const { merged, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged).toMatchObject({ name: 'Deliver more', description: 'what for' });
    expect(nodeOf(merged, 'check')).toMatchObject({ name: 'Check quota', service: 's/b' });
    expect(nodeOf(merged, 'check')?.parameters[1]?.value).toBe('2');
    expect(merged.links.find((link) => link.id === 'enough>ask')?.label).toBe('no');
  });

  it('are asked about a property that both changed, and each choice is kept', () => {
    const mine = changeNode(base, 'check', { service: 's/mine', parameters: [parameter('p', 'mine')] });
    const theirs = changeNode(base, 'check', { service: 's/theirs', parameters: [parameter('p', 'theirs')] });
    const { conflicts } = mergeDrafts(base, mine, theirs);
    expect(fieldsOf(conflicts)).toEqual(['node check service', 'node check parameters.p']);
    expect(conflicts[0]).toMatchObject({ base: 's/a', mine: 's/mine', theirs: 's/theirs' });
    const { merged } = mergeDrafts(base, mine, theirs, ({ field }) => (field === 'service' ? 'theirs' : 'mine'));
    expect(nodeOf(merged, 'check')?.service).toBe('s/theirs');
    expect(nodeOf(merged, 'check')?.parameters).toEqual([parameter('p', 'mine')]);
  });

  it('are asked when one removed what the other changed; what is kept keeps its links', () => {
    const mine = changeNode(base, 'ask', { name: 'Ask the owner' });
    const theirs = removeNode(base, 'ask');
    expect(fieldsOf(mergeDrafts(base, mine, theirs).conflicts)).toEqual(['node ask gone']);
    const kept = mergeDrafts(base, mine, theirs, () => 'mine').merged;
    expect(nodeOf(kept, 'ask')?.name).toBe('Ask the owner');
    expect(kept.links.map((link) => link.id)).toEqual(expect.arrayContaining(['enough>ask', 'ask>end']));
    const removed = mergeDrafts(base, mine, theirs, () => 'theirs').merged;
    expect(nodeOf(removed, 'ask')).toBeUndefined();
    expect(removed.links.filter((link) => link.source === 'ask' || link.target === 'ask')).toEqual([]);
  });

  it('are not asked about places: a node stands where I moved it', () => {
    const mine = moveNodes(base, new Map([['ask', { x: 40, y: 40 }]]));
    const theirs = moveNodes(
      base,
      new Map([
        ['ask', { x: 80, y: 80 }],
        ['end', { x: 400, y: 0 }],
      ]),
    );
    const { merged, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(nodeOf(merged, 'ask')).toMatchObject({ x: 40, y: 40 });
    expect(nodeOf(merged, 'end')).toMatchObject({ x: 400 });
  });

  it('may both change a list of roles', () => {
    const { merged, conflicts } = mergeDrafts(
      base,
      { ...base, useRoles: ['ops', 'desk', 'mine'] },
      { ...base, useRoles: ['desk', 'theirs'] },
    );
    expect(conflicts).toEqual([]);
    expect(merged.useRoles).toEqual(['desk', 'theirs', 'mine']);
  });

  it('draw one link when both drew the same', () => {
    const { merged } = mergeDrafts(base, addLink(base, 'start', 'end'), addLink(base, 'start', 'end'));
    expect(merged.links.filter((link) => link.source === 'start' && link.target === 'end')).toHaveLength(1);
  });
});

/** What a person does to a draft, picked by a number and applied to whatever is there. */
const deed = fc.tuple(
  fc.constantFrom('add', 'remove', 'link', 'unlink', 'rename', 'service', 'move', 'label'),
  fc.nat(),
  fc.nat(),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];

function act(draft: Draft, [kind, at, other]: Deed, who: string): Draft {
  const node = pick(draft.nodes, at);
  const link = pick(draft.links, at);
  switch (kind) {
    case 'add':
      return addNode(draft, { type: 'AUTOMATIC', name: who }, node?.id).draft;
    case 'remove':
      return node ? removeNode(draft, node.id) : draft;
    case 'link':
      return node ? addLink(draft, node.id, pick(draft.nodes, other)?.id ?? '') : draft;
    case 'unlink':
      return link ? removeLink(draft, link.id) : draft;
    case 'rename':
      return node ? changeNode(draft, node.id, { name: `${who} ${other}` }) : draft;
    case 'service':
      return node ? changeNode(draft, node.id, { service: `${who} ${other}` }) : draft;
    case 'move':
      return node ? moveNodes(draft, new Map([[node.id, { x: other % 900, y: other % 700 }]])) : draft;
    case 'label':
      return link ? changeLink(draft, link.id, { label: `${who} ${other}` }) : draft;
  }
}
const acts = (who: string) =>
  fc.array(deed, { maxLength: 12 }).map((deeds) => deeds.reduce((draft, one) => act(draft, one, who), base));

describe('a merge of any two edits', () => {
  const both = fc.tuple(acts('mine'), acts('theirs'));

  it('is theirs when I did nothing, mine when they did nothing, and ours when we did the same', () => {
    fc.assert(
      fc.property(acts('mine'), (draft) => {
        for (const [mine, theirs] of [
          [base, draft],
          [draft, base],
          [draft, draft],
        ] as const) {
          const { merged, conflicts } = mergeDrafts(base, mine, theirs);
          expect(conflicts).toEqual([]);
          expect(same(byId(merged), byId(draft))).toBe(true);
        }
      }),
    );
  });

  it('asks the other person the same questions', () => {
    fc.assert(
      fc.property(both, ([mine, theirs]) => {
        const keys = (conflicts: Conflict[]) => conflicts.map(({ key }) => key).sort();
        expect(keys(mergeDrafts(base, mine, theirs).conflicts)).toEqual(
          keys(mergeDrafts(base, theirs, mine).conflicts),
        );
      }),
    );
  });

  it('keeps every property one of us changed, unless both did or its node is gone', () => {
    fc.assert(
      fc.property(both, ([mine, theirs]) => {
        const { merged, conflicts } = mergeDrafts(base, mine, theirs);
        const asked = new Set(conflicts.map(({ id, field }) => `${id} ${field}`));
        for (const [side, other] of [
          [mine, theirs],
          [theirs, mine],
        ] as const) {
          for (const node of side.nodes) {
            const was = nodeOf(base, node.id);
            const result = nodeOf(merged, node.id);
            if (!was) expect(result).toBeDefined();
            if (!result || !nodeOf(other, node.id)) continue;
            for (const field of ['name', 'service'] as const) {
              const changed = was && was[field] !== node[field];
              if (changed && !asked.has(`${node.id} ${field}`)) expect(result[field]).toBe(node[field]);
            }
          }
        }
      }),
    );
  });

  it('has no link without its nodes, no two between the same, and takes what was chosen', () => {
    fc.assert(
      fc.property(both, fc.constantFrom('mine' as const, 'theirs' as const), ([mine, theirs], side) => {
        const { merged, conflicts } = mergeDrafts(base, mine, theirs, () => side);
        const ids = new Set(merged.nodes.map((node) => node.id));
        for (const link of merged.links) expect(ids.has(link.source) && ids.has(link.target)).toBe(true);
        expect(new Set(merged.links.map((link) => `${link.source} ${link.target}`)).size).toBe(merged.links.length);
        for (const conflict of conflicts.filter(
          ({ of, field }) => of === 'node' && (field === 'name' || field === 'service'),
        ))
          expect(Reflect.get(nodeOf(merged, conflict.id ?? '') ?? {}, conflict.field)).toBe(conflict[side]);
      }),
    );
  });
});

/** A draft whatever the order of its nodes and links. */
const byId = (draft: Draft) => ({
  ...draft,
  nodes: Object.fromEntries(draft.nodes.map((node) => [node.id, node])),
  links: Object.fromEntries(draft.links.map((link) => [link.id, link])),
});
