import { expect, it } from 'vitest';
import { firstTrouble, inReadingOrder, linkKind, runState } from './run-states.ts';

const counts = { done: 0, running: 0, failed: 0, ambiguous: 0, waiting: 0, skipped: 0 };

it('names the trouble of an open run before its status', () => {
  expect(runState({ status: 'IN_PROGRESS', counts: { ...counts, failed: 1 } }).label).toBe('nodeFailed');
  expect(runState({ status: 'IN_PROGRESS', counts: { ...counts, failed: 1, ambiguous: 1 } }).label).toBe(
    'needsConfirmation',
  );
  expect(runState({ status: 'TERMINATED', counts: { ...counts, failed: 1 } }).label).toBe('TERMINATED');
  expect(runState({ status: 'IN_PROGRESS', counts })).toEqual({ tone: 'running', label: 'IN_PROGRESS' });
});

it('opens a run at the node that failed first', () => {
  const node = (nodeId: string, status: 'FAULTED' | 'AMBIGUOUS' | 'COMPLETED', startedAt: string) => ({
    nodeId,
    status,
    startedAt,
  });
  expect(
    firstTrouble([node('a', 'COMPLETED', '1'), node('b', 'AMBIGUOUS', '3'), node('c', 'FAULTED', '2')])?.nodeId,
  ).toBe('c');
  expect(firstTrouble([node('a', 'COMPLETED', '1')])).toBeNull();
});

it('reads nodes along the links and loses none of a loop', () => {
  const nodes = ['end', 'b', 'a', 'start', 'x', 'y'].map((nodeId) => ({ nodeId }));
  const links = [
    ['start', 'a'],
    ['start', 'b'],
    ['a', 'end'],
    ['b', 'end'],
    ['x', 'y'],
    ['y', 'x'],
  ].map(([source, target]) => ({ source: source ?? '', target: target ?? '' }));
  expect(inReadingOrder(nodes, links).map((node) => node.nodeId)).toEqual(['start', 'a', 'b', 'end', 'x', 'y']);
});

it('draws a link by the states of its ends', () => {
  expect(linkKind('COMPLETED', 'IN_PROGRESS')).toBe('running');
  expect(linkKind('COMPLETED', 'FAULTED')).toBe('taken');
  expect(linkKind('SKIPPED', 'COMPLETED')).toBe('taken');
  expect(linkKind('COMPLETED', 'NOT_STARTED')).toBe('pending');
  expect(linkKind('FAULTED', 'NOT_STARTED')).toBe('pending');
  expect(linkKind(undefined, undefined)).toBe('pending');
});
