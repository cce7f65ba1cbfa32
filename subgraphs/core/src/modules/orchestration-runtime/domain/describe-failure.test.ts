import { describe, expect, it } from 'vitest';
import { describeFailure } from './describe-failure.ts';
import type { BoundRow, NodeRun } from './run.ts';
import { untouchedNode } from './run.ts';

const row = (objectId: string, status: BoundRow['status']): BoundRow => ({
  objectId,
  displayName: objectId,
  entity: 'estate:host',
  status,
  errorCode: null,
  errorMessage: null,
});
const node = (changes: Partial<NodeRun>): NodeRun => ({
  ...untouchedNode('a'),
  rows: [row('web-1', 'COMPLETED'), row('web-2', 'FAULTED')],
  status: 'FAULTED',
  ...changes,
});
const last = { status: 'FAILED', idempotency: 'KEYED', resultCode: '1' } as const;

describe('describeFailure', () => {
  it('names what was done and what was not', () => {
    expect(describeFailure(node({}), last)).toMatchObject({
      changed: {
        code: 'NODE_CHANGED',
        message: 'Done for 1 of 2: web-1.',
        parameters: { done: 1, total: 2, objects: ['web-1'] },
      },
      notChanged: { code: 'NODE_NOT_CHANGED', message: 'The plugin reported web-2 as not done.' },
    });
  });

  it.each([
    ['never sent', null, {}, 'Nothing was sent'],
    ['not delivered', { ...last, resultCode: null }, { errorCode: 'PLUGIN_UNREACHABLE' }, 'did not reach'],
    ['answered badly', { ...last, resultCode: null }, { errorCode: 'PLUGIN_BAD_ANSWER' }, 'nothing usable'],
    ['unknown, keyed', { ...last, status: 'AMBIGUOUS' as const }, {}, 'the plugin recognises it'],
    [
      'unknown, unsafe',
      { ...last, status: 'TIMED_OUT' as const, idempotency: 'UNSAFE' as const },
      {},
      'Look at the plugin',
    ],
  ])('%s', (_what, attempt, changes, words) => {
    expect(describeFailure(node(changes), attempt).notChanged?.message).toContain(words);
  });

  it('says nothing of a node that does not stand still', () => {
    expect(describeFailure(node({ status: 'COMPLETED' }), last)).toEqual({ changed: null, notChanged: null });
  });

  it('names five objects and counts the rest', () => {
    const rows = Array.from({ length: 8 }, (_, index) => row(`h${index}`, 'FAULTED'));
    expect(describeFailure(node({ rows }), last).notChanged?.message).toContain('h4 and 3 more');
  });
});
