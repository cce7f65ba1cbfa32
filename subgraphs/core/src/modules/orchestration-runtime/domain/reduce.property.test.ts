import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aNode, anAnswer, anObject, aPlan, aRun, known } from '../testing.ts';
import { OPERATION_KINDS, type RunEvent } from './events.ts';
import { reduce } from './reduce.ts';
import type { CallRequest, Run } from './run.ts';
import { isAttemptOpen, isNodeRunning, isRunOver, mayRunMove, needsPerson } from './status.ts';

const PLAN = aPlan(
  [
    ...['start', 'fork', 'a', aNode('b', { bindMode: 'AT_RUN_TIME' }), 'merge', 'decision', 'abnormal-end', 'end'],
    aNode('c', { rowsPerCall: 1, parallelCalls: 2 }),
    aNode('pause', { type: 'TIME_INTERVAL', waitMs: 60_000, allowSkip: true }),
  ],
  ['start>fork>a>c>merge>decision[go]>pause>end', 'decision[stop]>abnormal-end', 'fork>b>merge'],
);
const AUTOMATIC = ['a', 'b', 'c'] as const;
const SENT: CallRequest = {
  service: 'shell/script/run',
  packageName: 'shell',
  path: '/shell/script/run',
  httpMethod: 'POST',
  sensitive: [],
  inputs: [{ callbackParameter: 'h1' }, { callbackParameter: 'h2' }],
};

const nodeId = fc.constantFrom(...AUTOMATIC, 'merge', 'decision', 'pause', 'nowhere');
const attempt = fc.integer({ min: 1, max: 4 });
const requestId = fc.tuple(fc.integer({ min: 0, max: 6 }), attempt).map(([node, number]) => `run_1.${node}.${number}`);
const address = { requestId, epoch: fc.constantFrom(1, 1, 1, 2), known: fc.constant(known()) };
const objects = fc.subarray(['h1', 'h2']).map((ids) => ids.map(anObject));

/** Whatever may reach a run, in any order, sensible or not. */
const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({
    type: fc.constant('START' as const),
    objects: objects.map(
      (found) =>
        new Map([
          ['a', found],
          ['c', found],
        ]),
    ),
    known: fc.constant(known()),
  }),
  fc.record({ type: fc.constant('RECOVER' as const), known: fc.constant(known()) }),
  fc.record({ type: fc.constant('WAITED' as const), nodeId, known: fc.constant(known()) }),
  fc.record({ type: fc.constant('DUE' as const), ...address }),
  fc.record({
    type: fc.constant('ANSWERED' as const),
    ...address,
    answer: fc.subarray(['h1', 'h2']).map((failed) => anAnswer(SENT, failed)),
  }),
  fc.record({
    type: fc.constant('NOT_ANSWERED' as const),
    ...address,
    code: fc.constant('PLUGIN_UNREACHABLE'),
    message: fc.constant('gone'),
    delivered: fc.constantFrom('NO' as const, 'UNKNOWN' as const, 'YES' as const),
  }),
  fc.record({
    type: fc.constant('PREPARED' as const),
    nodeId,
    attempt,
    facts: objects.map((found) => ({ objects: found, values: new Map() })),
    known: fc.constant(known()),
  }),
  fc.record({
    type: fc.constant('PREPARE_FAILED' as const),
    nodeId,
    attempt,
    code: fc.constant('LOOK_UP_FAILED'),
    message: fc.constant('no'),
  }),
  fc.record({
    type: fc.constant('OPERATE' as const),
    known: fc.constant(known()),
    operation: fc.record({
      kind: fc.constantFrom(...OPERATION_KINDS),
      nodeId: fc.option(nodeId),
      option: fc.constantFrom('go', 'stop', 'else', null),
      by: fc.constant('ann'),
      reason: fc.constant(null),
      expectedVersion: fc.option(fc.integer({ min: 0, max: 20 })),
    }),
  }),
);
const anyStory = fc.array(anyEvent, { maxLength: 40 }).map((events) => [
  {
    type: 'START',
    objects: new Map([
      ['a', [anObject('h1')]],
      ['c', [anObject('h1')]],
    ]),
    known: known(),
  } as RunEvent,
  ...events,
]);

/** Plays a story and shows every step to the check. */
function play(story: readonly RunEvent[], check: (before: Run, event: RunEvent, after: Run) => void): void {
  let run = aRun(PLAN);
  for (const event of story) {
    const reduction = reduce(run, event, 2_000);
    const after = reduction.kind === 'CHANGED' ? reduction.run : run;
    check(run, event, after);
    run = after;
  }
}

describe('any story whatsoever', () => {
  it('gives the same answer twice and leaves the run it was given alone', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        play(story, (before, event) => {
          const copy = structuredClone({ ...before, plan: null });
          expect(reduce(before, event, 2_000)).toEqual(reduce(before, event, 2_000));
          expect({ ...before, plan: null }).toEqual(copy);
        }),
      ),
    );
  });

  it('moves the version by one with each change, and writes only what it touched', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        play(story, (before, event) => {
          const reduction = reduce(before, event, 2_000);
          if (reduction.kind !== 'CHANGED') return;
          const { change } = reduction;
          expect([change.expectedVersion, change.row.version]).toEqual([before.row.version, before.row.version + 1]);
          for (const node of change.nodes) expect(node.version).toBe(change.row.version);
        }),
      ),
    );
  });

  it('never touches a finished run', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        play(story, (before, event) => {
          if (isRunOver(before.row)) expect(reduce(before, event, 2_000).kind).not.toBe('CHANGED');
        }),
      ),
    );
  });

  it('calls only what the same change records as sent, and nothing from a run that may not move', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        play(story, (before, event) => {
          const reduction = reduce(before, event, 2_000);
          if (reduction.kind !== 'CHANGED') return;
          const sent = new Set(
            reduction.change.attempts.filter((one) => isAttemptOpen(one.status)).map((one) => one.requestId),
          );
          const calls = reduction.effects.filter((effect) => effect.type === 'CALL');
          expect(calls.every((call) => sent.has(call.requestId)) && calls.length === sent.size).toBe(true);
          if (event.type !== 'RECOVER' && calls.length > 0) expect(mayRunMove(reduction.run.row.status)).toBe(true);
        }),
      ),
    );
  });

  it('tells the truth about the run as a whole', () => {
    fc.assert(
      fc.property(anyStory, (story) =>
        play(story, (_before, _event, { row, nodes, attempts }) => {
          const statuses = [...nodes.values()].map((node) => node.status);
          const isMoving = statuses.some(isNodeRunning);
          if (row.status === 'IN_PROGRESS') expect(isMoving).toBe(true);
          const isOver = isRunOver(row);
          if (row.status === 'FAULTED') expect([isMoving, isOver || statuses.some(needsPerson)]).toEqual([false, true]);
          if (row.status === 'COMPLETED') expect(isMoving || statuses.some(needsPerson)).toBe(false);
          const isChoosing = nodes.get('decision')?.status === 'IN_PROGRESS';
          expect(row.needsAttention).toBe(!isOver && (isChoosing || statuses.some(needsPerson)));
          if (isOver) expect(row.endedAt).not.toBeNull();
          for (const { nodeId: id, status } of attempts.values()) {
            if (isAttemptOpen(status)) expect(nodes.get(id)?.status).toBe('IN_PROGRESS');
          }
        }),
      ),
    );
  });
});
