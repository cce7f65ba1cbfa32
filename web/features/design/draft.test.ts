import { describe, expect, it } from 'vitest';
import {
  addAfter,
  addLink,
  addNode,
  arrangeDraft,
  changeNode,
  type Draft,
  insertOnLink,
  mayLink,
  moveNodes,
  removeNode,
} from './draft.ts';
import { rebase, record, redo, startHistory, undo } from './history.ts';
import { anEmptyDraft } from './testing.ts';

const empty = anEmptyDraft();
function chain(): { draft: Draft; start: string; work: string; end: string } {
  const first = addNode(empty, { type: 'START', name: 'Start' });
  const second = addNode(first.draft, { type: 'AUTOMATIC', name: 'Work' }, first.id);
  const third = addNode(second.draft, { type: 'END', name: 'End' }, second.id);
  return { draft: third.draft, start: first.id, work: second.id, end: third.id };
}
const pairs = (draft: Draft) =>
  draft.links.map((link) => `${nameOf(draft, link.source)}>${nameOf(draft, link.target)}`).sort();
const nameOf = (draft: Draft, id: string) => draft.nodes.find((node) => node.id === id)?.name;

describe('a draft', () => {
  it('links a node added after another, and keeps names apart', () => {
    const { draft, work } = chain();
    expect(pairs(draft)).toEqual(['Start>Work', 'Work>End']);
    const again = addNode(draft, { type: 'AUTOMATIC', name: 'Work' }, work);
    expect(again.draft.nodes.at(-1)?.name).toBe('Work 2');
  });

  it('puts a node behind another onto its way on, and opens a new way behind a split or at an end', () => {
    const { draft, start, work } = chain();
    const between = addAfter(draft, { type: 'DECISION', name: 'Enough?' }, start);
    expect(pairs(between.draft)).toEqual(['Enough?>Work', 'Start>Enough?', 'Work>End']);
    const branch = addAfter(between.draft, { type: 'DATE', name: 'Later' }, between.id);
    expect(pairs(branch.draft)).toContain('Enough?>Later');
    expect(pairs(branch.draft)).toContain('Enough?>Work');
    expect(pairs(addAfter(draft, { type: 'ABNORMAL_END', name: 'Bad' }, work).draft)).toContain('Work>Bad');
  });

  it('lets no new branch cover another', () => {
    const fork = addNode(empty, { type: 'FORK', name: 'Fork' });
    const one = addAfter(fork.draft, { type: 'HUMAN', name: 'One' }, fork.id);
    const { draft } = addAfter(one.draft, { type: 'HUMAN', name: 'Two' }, fork.id);
    const [, first, second] = draft.nodes;
    expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + 48);
  });

  it('keeps both halves of a link connected when a node goes onto it', () => {
    const { draft } = chain();
    const between = draft.links[1] as { id: string };
    const next = insertOnLink(draft, between.id, { type: 'FORK', name: 'Fork' });
    expect(pairs(next.draft)).toEqual(['Fork>End', 'Start>Work', 'Work>Fork']);
    const x = (name: string) => next.draft.nodes.find((node) => node.name === name)?.x ?? Number.NaN;
    expect(x('Work')).toBeLessThan(x('Fork'));
    expect(x('Fork')).toBeLessThan(x('End'));
  });

  it('joins the ends when a node in a chain goes, and forgets it elsewhere', () => {
    const { draft, work, end } = chain();
    const other = addNode(draft, { type: 'AUTOMATIC', name: 'Other' }).draft;
    const id = other.nodes.at(-1)?.id ?? '';
    const bound = changeNode(other, id, {
      bindMode: 'AS_NODE',
      bindNodeId: work,
      parameters: [{ name: 'p', source: 'CONTEXT', value: null, fromNodeId: work, fromParameter: 'out' }],
    });
    const next = removeNode(bound, work);
    expect(pairs(next)).toEqual(['Start>End']);
    expect(next.nodes.find((node) => node.id === id)).toMatchObject({
      bindNodeId: null,
      parameters: [{ fromNodeId: null, fromParameter: null }],
    });
    expect(removeNode(next, end).links).toEqual([]);
  });

  it('refuses links that make no sense', () => {
    const { draft, start, work, end } = chain();
    expect(mayLink(draft, work, work)).toBe(false);
    expect(mayLink(draft, work, start)).toBe(false);
    expect(mayLink(draft, end, work)).toBe(false);
    expect(mayLink(draft, start, work)).toBe(false);
    expect(mayLink(draft, start, end)).toBe(true);
    expect(addLink(draft, end, start)).toBe(draft);
  });

  it('moves on the grid, and lays out without losing anything', () => {
    const { draft, work } = chain();
    expect(moveNodes(draft, new Map([[work, { x: 101, y: 47 }]])).nodes.find((node) => node.id === work)).toMatchObject(
      {
        x: 100,
        y: 48,
      },
    );
    const arranged = arrangeDraft(draft);
    expect(arranged.links).toEqual(draft.links);
    expect(arranged.nodes.map((node) => node.id)).toEqual(draft.nodes.map((node) => node.id));
  });
});

describe('the history', () => {
  it('undoes and redoes, and drops what was undone when something new happens', () => {
    let history = record(record(startHistory(1), 2), 3);
    history = undo(history);
    expect(history.present).toBe(2);
    expect(redo(history).present).toBe(3);
    history = record(history, 9);
    expect(redo(history)).toBe(history);
    expect(undo(undo(history)).present).toBe(1);
    expect(undo(startHistory(1)).present).toBe(1);
  });

  it('takes back only what I did after another person changed something below it', () => {
    const history = record(startHistory(['mine 0']), ['mine 0', 'mine 1']);
    const rebased = rebase(history, (state) => ['theirs', ...state]);
    expect(rebased.present).toEqual(['theirs', 'mine 0', 'mine 1']);
    expect(undo(rebased).present).toEqual(['theirs', 'mine 0']);
  });

  it('undoes typing into one field as one step', () => {
    const history = record(record(record(startHistory('a'), 'ab', 'name'), 'abc', 'name'), 'abcd', 'name');
    expect(undo(history).present).toBe('a');
    expect(undo(record(history, 'x', 'other')).present).toBe('abcd');
  });
});
