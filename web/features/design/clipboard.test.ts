import { describe, expect, it } from 'vitest';
import { copyPart, pastePart, readClip } from './clipboard.ts';
import { compareDrafts, hasChanges } from './compare-drafts.ts';
import { changeNode, removeNode } from './draft.ts';
import { neighbour, nextLink } from './reading-order.ts';
import { aDraft, aNode } from './testing.ts';
import { splitSpan, toLocalInput } from './time-span.ts';

const fromWork = { name: 'p', source: 'CONTEXT' as const, value: null, fromNodeId: 'work', fromParameter: 'out' };
const draft = aDraft(
  [
    aNode('start', 'START'),
    aNode('work', 'AUTOMATIC'),
    aNode('ask', 'HUMAN', {
      bindMode: 'AS_NODE',
      bindNodeId: 'work',
      parameters: [{ name: 'o', source: 'OBJECT', properties: [fromWork] }],
    }),
    aNode('end', 'END'),
  ],
  ['start>work', 'work>ask', 'ask>end'],
);

describe('a copied part', () => {
  it('brings its own links, and refers to its own copies', () => {
    const { draft: pasted, ids } = pastePart(draft, copyPart(draft, ['work', 'ask']));
    const [work, ask] = ids.map((id) => pasted.nodes.find((node) => node.id === id));
    expect([work?.name, ask?.name]).toEqual(['work 2', 'ask 2']);
    expect(pasted.links.slice(3)).toMatchObject([{ source: work?.id, target: ask?.id }]);
    expect(ask?.bindNodeId).toBe(work?.id);
    expect(ask?.parameters[0]?.properties?.[0]).toMatchObject({ fromNodeId: work?.id, fromParameter: 'out' });
  });

  it('refers to what it was not copied with, where that is there', () => {
    const clip = copyPart(draft, ['ask']);
    const here = pastePart(draft, clip);
    expect(here.draft.nodes.at(-1)?.bindNodeId).toBe('work');
    const elsewhere = pastePart(aDraft([], []), clip);
    expect(elsewhere.draft.nodes[0]?.bindNodeId).toBeNull();
  });

  it('leaves out a second start, and stands farther off each time', () => {
    const clip = copyPart(draft, ['start', 'end']);
    expect(pastePart(draft, clip).ids).toHaveLength(1);
    expect(pastePart(draft, clip, 2).draft.nodes.at(-1)).toMatchObject({ x: 64, y: 64 });
  });

  it('is read back from the clipboard, and nothing else is', () => {
    const clip = copyPart(draft, ['work']);
    expect(readClip(JSON.stringify(clip))).toEqual(clip);
    for (const text of ['', 'hello', '{}', 'null', '{"wecube":"nodes","nodes":[1],"links":[]}'])
      expect(readClip(text)).toBeNull();
  });
});

describe('walking by keyboard', () => {
  it('follows the links, and goes round at the ends', () => {
    expect(neighbour(draft, null, 1)).toBe('start');
    expect(neighbour(draft, 'work', 1)).toBe('ask');
    expect(neighbour(draft, 'start', -1)).toBe('end');
  });
  it('chooses the links of a node one after the other', () => {
    expect(nextLink(draft, { node: 'work' })).toBe('work>ask');
    expect(nextLink(draft, { link: 'work>ask' })).toBe('start>work');
    expect(nextLink(aDraft([aNode('a', 'END')], []), { node: 'a' })).toBeNull();
  });
});

describe('what became of a draft', () => {
  it('names nodes, links and properties; a move is none', () => {
    const after = changeNode({ ...removeNode(draft, 'ask'), group: 'daily' }, 'work', { riskCheck: true, x: 400 });
    const changes = compareDrafts(draft, after);
    expect(changes.removed.map((node) => node.name)).toEqual(['ask']);
    expect(changes.changed).toEqual([{ id: 'work', name: 'work', fields: ['riskCheck'] }]);
    expect(changes.linksRemoved).toHaveLength(2);
    expect(changes.linksAdded).toHaveLength(1);
    expect(changes.properties).toEqual(['group']);
    expect(hasChanges(compareDrafts(draft, changeNode(draft, 'work', { x: 400 })))).toBe(false);
  });
});

describe('a span of time', () => {
  it('is said in the largest unit that says it whole', () => {
    expect(splitSpan(7_200_000)).toEqual({ count: 2, unit: 'hour' });
    expect(splitSpan(90_000)).toEqual({ count: 90, unit: 'second' });
    expect(splitSpan(null)).toEqual({ count: 0, unit: 'minute' });
  });
  it("gives a field the moment in the reader's zone", () => {
    const moment = new Date(2026, 10, 29, 8, 30, 15);
    expect(toLocalInput(moment.toISOString())).toBe('2026-11-29T08:30:15');
    expect(toLocalInput('no date')).toBe('');
  });
});
