import { describe, expect, it } from 'vitest';
import { aNode, anAnswer, anObject, aParameter, aPlan, aRun, aService, known } from '../testing.ts';
import type { Effect, Known, Operation, RunEvent } from './events.ts';
import type { NodeParameter, Plan } from './plan.ts';
import { reduce } from './reduce.ts';
import { nodeRunOf, type Run } from './run.ts';

type Call = Extract<Effect, { type: 'CALL' }>;
const ASYNC = aService({ isAsync: true });

/** One run that events are told to; refusals end the story. */
class Story {
  run: Run;
  effects: readonly Effect[] = [];
  refused: string | null = null;
  now = 1_000;

  constructor(
    plan: Plan,
    private readonly knows: Known = known(),
  ) {
    this.run = aRun(plan);
    const bound = [...plan.nodes.values()].filter(({ type }) => type === 'AUTOMATIC' || type === 'HUMAN');
    this.tell({ type: 'START', objects: new Map(bound.map(({ id }) => [id, [anObject('h1')]])), known: this.knows });
  }

  tell(event: RunEvent): this {
    const reduction = reduce(this.run, event, this.now);
    this.refused = reduction.kind === 'REFUSED' ? reduction.refusal.message : null;
    if (reduction.kind !== 'CHANGED') return this;
    this.run = reduction.run;
    this.effects = reduction.effects;
    return this;
  }

  /** The plugin answers the last call. */
  answer(changes: object = {}): this {
    const { requestId, epoch, request } = this.calls()[0] as Call;
    return this.tell({
      ...{ type: 'ANSWERED', requestId, epoch, known: this.knows },
      answer: { ...anAnswer(request), ...changes },
    });
  }

  callBack(requestId: string, resultCode: string): this {
    const outputs = [{ callbackParameter: 'h1', errorCode: '0' }];
    const answer = { resultCode, resultMessage: '', outputs, instance: '' };
    return this.tell({ type: 'CALLED_BACK', requestId, answer, by: null, known: this.knows });
  }

  operate(kind: Operation['kind'], nodeId: string | null, option: string | null = null): this {
    const operation = { kind, nodeId, option, by: 'ann', reason: null, expectedVersion: null };
    return this.tell({ type: 'OPERATE', operation, known: this.knows });
  }

  calls(): Call[] {
    return this.effects.filter((effect): effect is Call => effect.type === 'CALL');
  }

  statuses(...ids: readonly string[]): string[] {
    return ids.map((id) => nodeRunOf(this.run, id).status);
  }
}

const DECIDED = ['start>a>decision[yes]>b>decision-merge>c>end', 'decision[no]>d>decision-merge'];
const decided = () => aPlan(['start', 'a', 'decision', 'b', 'd', 'decision-merge', 'c', 'end'], DECIDED);

describe('a decision', () => {
  it('takes the way that the answer before it names', () => {
    const story = new Story(decided()).answer({
      outputs: [{ callbackParameter: 'h1', errorCode: '0', option: 'no' }],
    });
    expect(nodeRunOf(story.run, 'decision')).toMatchObject({ status: 'COMPLETED', choice: 'no' });
    expect(story.statuses('b', 'd')).toEqual(['NOT_STARTED', 'IN_PROGRESS']);
    story.answer();
    expect(story.statuses('decision-merge', 'c')).toEqual(['COMPLETED', 'IN_PROGRESS']);
    story.answer();
    expect(story.run.row.status).toBe('COMPLETED');
    expect(story.statuses('b', 'end')).toEqual(['NOT_STARTED', 'COMPLETED']);
  });

  it('waits for a person when nothing was chosen, over pauses, and takes what is offered only', () => {
    const story = new Story(decided()).answer();
    expect(story.run.row).toMatchObject({ status: 'IN_PROGRESS', needsAttention: true });
    expect(story.operate('CHOOSE', 'decision', 'maybe').refused).toBe(
      '"maybe" cannot be chosen here. Nothing was done.',
    );
    expect(story.operate('CHOOSE', null, 'yes').refused).toBe('CHOOSE needs the node it is meant for.');
    expect(story.operate('CHOOSE', 'a', 'yes').refused).toBe('CHOOSE is not possible in state COMPLETED.');
    expect(story.operate('RETRY', 'decision').refused).toBe('RETRY is not possible in state IN_PROGRESS.');
    story.operate('PAUSE', null);
    expect(story.operate('CHOOSE', 'decision', 'yes').refused).not.toBeNull();
    story.operate('CONTINUE', null).tell({ type: 'RECOVER', known: known() });
    expect(story.effects).toEqual([]);
    story.operate('CHOOSE', 'decision', 'yes');
    expect(story.run.row).toMatchObject({ status: 'IN_PROGRESS', needsAttention: false });
    expect(story.statuses('decision', 'b', 'd')).toEqual(['COMPLETED', 'IN_PROGRESS', 'NOT_STARTED']);
    expect(story.operate('CHOOSE', 'decision', 'no').refused).not.toBeNull();
  });

  it('lets a merge wait for the branches alone, not for the ways not taken', () => {
    const plan = aPlan(
      ['start', 'fork', 'decision', 'b', 'd', 'decision-merge', 'x', 'merge', 'end'],
      ['start>fork>decision[yes]>b>decision-merge>merge>end', 'decision[no]>d>decision-merge', 'fork>x>merge'],
    );
    const story = new Story(plan).answer();
    expect(story.statuses('x', 'merge', 'decision')).toEqual(['COMPLETED', 'NOT_STARTED', 'IN_PROGRESS']);
    story.operate('CHOOSE', 'decision', 'no').answer();
    expect(story.run.row.status).toBe('COMPLETED');
  });
});

describe('a person', () => {
  const plan = () =>
    aPlan(
      ['start', aNode('ask', { type: 'HUMAN' }), 'decision', 'b', 'd', 'decision-merge', 'end'],
      ['start>ask>decision[agree]>b>decision-merge>end', 'decision[refuse]>d>decision-merge'],
    );

  it('is asked with the ways of the decision behind, and the answer takes one of them', () => {
    const story = new Story(plan(), known(ASYNC));
    const [call] = story.calls();
    expect(call?.request).toMatchObject({ isAsync: true, allowedOptions: ['agree', 'refuse'], dueDate: '1' });
    story.answer();
    expect(story.statuses('ask', 'decision')).toEqual(['IN_PROGRESS', 'NOT_STARTED']);
    story.callBack(call?.requestId ?? '', 'refuse');
    expect(story.statuses('ask', 'decision', 'b', 'd')).toEqual([
      'COMPLETED',
      'COMPLETED',
      'NOT_STARTED',
      'IN_PROGRESS',
    ]);
  });

  it('cannot be asked by a service that answers at once', () => {
    const story = new Story(plan(), known(aService()));
    expect(story.effects).toEqual([]);
    expect(nodeRunOf(story.run, 'ask')).toMatchObject({ status: 'FAULTED', errorCode: 'HUMAN_SERVICE_NOT_ASYNC' });
  });
});

describe('an abnormal end', () => {
  it('ends the run as failed, gives up what is at work, and leaves nothing to do', () => {
    const plan = aPlan(
      ['start', 'fork', 'decision', 'abnormal-end', 'b', 'x', 'merge', 'end'],
      ['start>fork>decision[go]>b>merge>end', 'decision[stop]>abnormal-end', 'fork>x>merge'],
    );
    const story = new Story(plan);
    const [call] = story.calls() as [Call];
    story.operate('CHOOSE', 'decision', 'stop');
    expect(story.run.row).toMatchObject({ status: 'FAULTED', endedAt: 1_000, needsAttention: false });
    expect(story.effects).toEqual([{ type: 'CANCEL', requestId: call.requestId }]);
    expect(nodeRunOf(story.run, 'x')).toMatchObject({
      status: 'FAULTED',
      errorMessage: 'The run came to the abnormal end "abnormal-end" while this node was at work.',
    });
    const { version } = story.run.row;
    story.tell({
      ...{ type: 'ANSWERED', requestId: call.requestId, epoch: 1, known: known() },
      answer: anAnswer(call.request),
    });
    expect(story.operate('RETRY', 'x').refused).toBe('RETRY is not possible: the run is FAULTED.');
    expect(story.operate('TERMINATE', null).refused).not.toBeNull();
    expect(story.run.row.version).toBe(version);
  });
});

describe('a wait', () => {
  const waiting = (changes: object) => {
    const pause = aNode('pause', { type: 'TIME_INTERVAL', waitMs: 60_000, ...changes });
    return aPlan(['start', pause, 'b', 'end'], ['start>pause>b>end']);
  };

  it('keeps its moment, goes on from there after a restart, and ends once', () => {
    const story = new Story(waiting({}));
    const wait = { type: 'WAIT', runId: 'run_1', nodeId: 'pause', dueAt: 61_000 };
    expect(story.effects).toEqual([wait]);
    expect(nodeRunOf(story.run, 'pause')).toMatchObject({ status: 'IN_PROGRESS', dueAt: 61_000 });
    story.now = 50_000;
    expect(story.tell({ type: 'RECOVER', known: known() }).effects).toEqual([wait]);
    story.now = 61_050;
    story.tell({ type: 'WAITED', nodeId: 'pause', known: known() });
    expect(story.statuses('pause', 'b')).toEqual(['COMPLETED', 'IN_PROGRESS']);
    const { version } = story.run.row;
    story
      .tell({ type: 'WAITED', nodeId: 'pause', known: known() })
      .tell({ type: 'WAITED', nodeId: 'b', known: known() });
    expect(story.run.row.version).toBe(version);
  });

  it('that ended while the platform was away is over at once', () => {
    const story = new Story(waiting({}));
    story.now = 99_000;
    story.tell({ type: 'RECOVER', known: known() });
    expect(story.statuses('pause', 'b')).toEqual(['COMPLETED', 'IN_PROGRESS']);
  });

  it('ends in a paused run too, which goes on when it is continued', () => {
    const story = new Story(waiting({})).operate('PAUSE', null);
    story.now = 61_050;
    story.tell({ type: 'WAITED', nodeId: 'pause', known: known() });
    expect(story.statuses('pause', 'b')).toEqual(['COMPLETED', 'NOT_STARTED']);
    story.operate('CONTINUE', null);
    expect(story.statuses('b')).toEqual(['IN_PROGRESS']);
  });

  it('is ended by a person where that is allowed', () => {
    expect(new Story(waiting({})).operate('SKIP', 'pause').refused).toBe('SKIP is not possible in state IN_PROGRESS.');
    const story = new Story(waiting({ allowSkip: true })).operate('SKIP', 'pause');
    expect(story.statuses('pause', 'b')).toEqual(['SKIPPED', 'IN_PROGRESS']);
  });

  it('for a date ends at that moment, and a past one is not waited for', () => {
    const date = (waitUntil: string) => new Story(waiting({ type: 'DATE', waitUntil }));
    expect(date('1970-01-01T00:01:00Z').effects).toMatchObject([{ type: 'WAIT', dueAt: 60_000 }]);
    expect(date('1970-01-01T00:00:01Z').statuses('pause', 'b')).toEqual(['COMPLETED', 'IN_PROGRESS']);
  });
});

describe('values of every source', () => {
  const own = (name: string, changes: Partial<NodeParameter>): NodeParameter => ({
    ...{ name, source: 'CONSTANT', value: null, fromNodeId: null, fromParameter: null, properties: null },
    ...changes,
  });
  const service = aService({
    inputs: [aParameter('ip'), aParameter('token'), aParameter('who', { dataType: 'object' })],
  });
  const parameters = [
    own('ip', { source: 'ENTITY', value: '.ip' }),
    own('token', { source: 'SYSTEM_VARIABLE', value: 'TOKEN' }),
    own('who', {
      source: 'OBJECT',
      properties: [
        own('name', { source: 'CONTEXT', fromNodeId: 'start', fromParameter: 'procExecutor' }),
        own('tags', { source: 'ENTITY', value: '.tags' }),
        own('secret', { source: 'SYSTEM_VARIABLE', value: 'TOKEN' }),
        own('level', { value: '3' }),
      ],
    }),
  ];

  it('are looked up, then sent, and secrets are named so that they are masked', () => {
    const plan = aPlan(['start', aNode('a', { parameters }), 'end'], ['start>a>end']);
    const knows = { ...known(service), variables: new Map([['shell/TOKEN', { value: 'hunter2', secret: true }]]) };
    const story = new Story(plan, knows);
    expect(story.effects).toMatchObject([{ type: 'PREPARE', nodeId: 'a', attempt: 1 }]);
    const values = new Map([
      ['ip', new Map([['h1', ['10.0.0.1']]])],
      ['who.tags', new Map([['h1', ['web', 'dmz']]])],
    ]);
    story.tell({ type: 'PREPARED', nodeId: 'a', attempt: 1, facts: { objects: null, values }, known: knows });
    const [call] = story.calls();
    expect(call?.request.inputs).toMatchObject([
      { ip: '10.0.0.1', token: 'hunter2', who: { name: 'ann', tags: ['web', 'dmz'], secret: 'hunter2', level: '3' } },
    ]);
    expect(call?.request.sensitive).toEqual(expect.arrayContaining(['token', 'who.secret']));
  });
});
