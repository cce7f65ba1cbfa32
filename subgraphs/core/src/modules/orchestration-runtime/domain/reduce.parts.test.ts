import { describe, expect, it } from 'vitest';
import { aNode, anAnswer, anObject, aPlan, aRun, aService, known } from '../testing.ts';
import type { Effect, Known, Operation, RunEvent } from './events.ts';
import { reduce } from './reduce.ts';
import { nodeRunOf, type Run } from './run.ts';

type Call = Extract<Effect, { type: 'CALL' }>;
const OBJECTS = ['h1', 'h2', 'h3', 'h4', 'h5'].map(anObject);

/** A run of one node whose five objects go out two by two, two calls at once. */
class Story {
  run: Run;
  calls: Call[] = [];
  now = 1_000;

  constructor(private readonly knows: Known = known()) {
    const node = aNode('a', { rowsPerCall: 2, parallelCalls: 2 });
    this.run = aRun(aPlan(['start', node, 'end'], ['start>a>end']));
    this.tell({ type: 'START', objects: new Map([['a', OBJECTS]]), known: this.knows });
  }

  tell(event: RunEvent): this {
    const reduction = reduce(this.run, event, this.now);
    this.calls = [];
    if (reduction.kind !== 'CHANGED') return this;
    this.run = reduction.run;
    this.calls = reduction.effects.filter((effect): effect is Call => effect.type === 'CALL');
    return this;
  }

  answer({ requestId, request }: Call, failed: readonly string[] = []): this {
    const { epoch } = this.run.row;
    return this.tell({
      ...{ type: 'ANSWERED', requestId, epoch, answer: anAnswer(request, failed), known: this.knows },
    });
  }

  due({ requestId }: Call): this {
    return this.tell({ type: 'DUE', requestId, epoch: this.run.row.epoch, known: this.knows });
  }

  operate(kind: Operation['kind'], nodeId: string | null): this {
    const operation = { kind, nodeId, by: 'ann', reason: null, expectedVersion: null };
    return this.tell({ type: 'OPERATE', operation, known: this.knows });
  }

  sent(): string[] {
    return this.calls.map(({ request }) => request.inputs.map((input) => input.callbackParameter).join());
  }

  rows(): string[] {
    return (nodeRunOf(this.run, 'a').rows ?? []).map(({ status }) => status);
  }

  get status(): string {
    return nodeRunOf(this.run, 'a').status;
  }
}

describe('objects that are split over several calls', () => {
  it('go out some at a time, so many calls at once, and the node is done when all are', () => {
    const story = new Story();
    const [first, second] = story.calls as [Call, Call];
    expect(story.sent()).toEqual(['h1,h2', 'h3,h4']);
    expect(story.answer(second).sent()).toEqual(['h5']);
    const [third] = story.calls as [Call];
    expect(new Set([first, second, third].map(({ requestId }) => requestId)).size).toBe(3);
    expect(story.answer(first).sent()).toEqual([]);
    expect(story.status).toBe('IN_PROGRESS');
    story.answer(third);
    expect([story.status, story.run.row.status]).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it('keep what was done of them: a failed call stops no other, and a retry sends only what is left', () => {
    const story = new Story();
    const [first, second] = story.calls as [Call, Call];
    story.answer(first, ['h2']);
    const [third] = story.calls as [Call];
    story.answer(second).answer(third);
    expect(nodeRunOf(story.run, 'a')).toMatchObject({
      status: 'FAULTED',
      errorCode: 'OBJECTS_FAILED',
      errorMessage: '1 of 5 objects failed. h2: disk is full',
    });
    expect(story.operate('RETRY', 'a').sent()).toEqual(['h2']);
    story.answer(story.calls[0] as Call);
    expect(story.run.row.status).toBe('COMPLETED');
  });

  it('whose calls timed out go out again under their own request ids, no more at once than allowed', () => {
    const story = new Story();
    const [first, second] = story.calls as [Call, Call];
    story.due(first);
    const [third] = story.calls as [Call];
    story.due(second).due(third);
    expect(story.status).toBe('TIMEOUTED');
    story.operate('RETRY', 'a');
    expect(story.calls.map(({ requestId, resent }) => [requestId, resent])).toEqual([
      [first.requestId, 1],
      [second.requestId, 1],
    ]);
    story.answer(first);
    expect(story.calls.map(({ requestId }) => requestId)).toEqual([third.requestId]);
    story.answer(second).answer(third);
    expect(story.run.row.status).toBe('COMPLETED');
  });

  it('wait in a paused run, and after a restart go on where they were', () => {
    const story = new Story();
    const [first, second] = story.calls as [Call, Call];
    story.operate('PAUSE', null).answer(first);
    expect([story.sent(), story.status]).toEqual([[], 'IN_PROGRESS']);
    story.run = { ...story.run, row: { ...story.run.row, epoch: 2 } };
    story.tell({ type: 'RECOVER', known: known() });
    expect(story.calls.map(({ requestId, epoch }) => [requestId, epoch])).toEqual([[second.requestId, 2]]);
    story.operate('CONTINUE', null);
    const preparation = { type: 'PREPARED', nodeId: 'a', attempt: 3, known: known() } as const;
    expect(story.tell({ ...preparation, facts: { objects: null, values: new Map() } }).sent()).toEqual(['h5']);
    story.answer(story.calls[0] as Call).answer(second);
    expect(story.run.row.status).toBe('COMPLETED');
  });

  it('of unknown outcome ask a person where a repeat is not safe, once the other calls are home', () => {
    const story = new Story(known(aService({ idempotency: 'UNSAFE' })));
    const [first, second] = story.calls as [Call, Call];
    const lost = { code: 'PLUGIN_CONNECTION_LOST', message: 'lost', delivered: 'UNKNOWN', known: known() } as const;
    story.tell({ type: 'NOT_ANSWERED', requestId: first.requestId, epoch: 1, ...lost });
    const third = story.calls[0];
    expect(story.status).toBe('IN_PROGRESS');
    story.answer(second);
    if (third) story.answer(third);
    expect(story.status).toBe('AMBIGUOUS');
    story.operate('CONFIRM_DONE', 'a');
    expect(story.run.row.status).toBe('COMPLETED');
    expect(story.rows()).toEqual(Array.from({ length: 5 }, () => 'COMPLETED'));
  });

  it('choose for the decision behind when they agree', () => {
    const plan = aPlan(
      ['start', aNode('a', { rowsPerCall: 1, parallelCalls: 2 }), 'decision', 'b', 'end1', 'end2'],
      ['start>a>decision[yes]>b>end1', 'decision[no]>end2'],
    );
    const chosen = (...options: readonly string[]) => {
      const started: RunEvent = { type: 'START', objects: new Map([['a', OBJECTS.slice(0, 2)]]), known: known() };
      let reduction = reduce(aRun(plan), started, 1_000);
      const calls = reduction.kind === 'CHANGED' ? (reduction.effects as Call[]) : [];
      for (const [index, option] of options.entries()) {
        const { requestId, request } = calls[index] as Call;
        const answer = { ...anAnswer(request), outputs: anAnswer(request).outputs.map((one) => ({ ...one, option })) };
        const event: RunEvent = { type: 'ANSWERED', requestId, epoch: 1, answer, known: known() };
        reduction = reduction.kind === 'CHANGED' ? reduce(reduction.run, event, 1_000) : reduction;
      }
      return reduction.kind === 'CHANGED' ? nodeRunOf(reduction.run, 'decision') : null;
    };
    expect(chosen('yes', 'yes')).toMatchObject({ status: 'COMPLETED', choice: 'yes' });
    expect(chosen('yes', 'no')).toMatchObject({ status: 'IN_PROGRESS', choice: null });
  });

  it('end with the run, and what was not sent stays so', () => {
    const story = new Story().operate('TERMINATE', null);
    expect(story.run.row.status).toBe('TERMINATED');
    expect(story.rows()).toEqual(['FAULTED', 'FAULTED', 'FAULTED', 'FAULTED', 'NOT_STARTED']);
  });
});
