import { describe, expect, it } from 'vitest';
import { aNode, anAnswer, anObject, aParameter, aPlan, aRun, aService, knowing, known } from '../testing.ts';
import type { Effect, Known, OperationKind, Reduction, RunEvent } from './events.ts';
import type { Plan } from './plan.ts';
import { reduce } from './reduce.ts';
import { nodeRunOf, type Run } from './run.ts';

const LINE = aPlan(['start', 'a', 'b', 'end'], ['start>a>b>end']);
const NOTHING: Known = { services: new Map(), variables: new Map() };

type Call = Extract<Effect, { type: 'CALL' }>;

/** Drives one run by hand and keeps the effects nobody has carried out yet. */
class Driver {
  run: Run;
  now = 2_000;
  effects: Effect[] = [];
  constructor(
    readonly plan: Plan,
    public facts: Known = known(),
  ) {
    this.run = aRun(plan);
  }
  send(event: RunEvent): Reduction {
    const reduction = reduce(this.run, event, this.now);
    if (reduction.kind === 'CHANGED') {
      this.run = reduction.run;
      this.effects.push(...reduction.effects);
    }
    return reduction;
  }
  start(objects: Record<string, string[]>): Reduction {
    const bound = new Map(Object.entries(objects).map(([id, ids]) => [id, ids.map(anObject)]));
    return this.send({ type: 'START', objects: bound, known: this.facts });
  }
  takeCall(): Call {
    const call = this.effects.find((effect): effect is Call => effect.type === 'CALL');
    if (!call) throw new Error(`no call among ${JSON.stringify(this.effects)}`);
    this.effects = this.effects.filter((effect) => effect !== call);
    return call;
  }
  answer(call: Call, failed: string[] = []): Reduction {
    const { requestId, epoch } = call;
    return this.send({ type: 'ANSWERED', requestId, epoch, answer: anAnswer(call.request, failed), known: this.facts });
  }
  lose(call: Call, delivered: 'NO' | 'UNKNOWN' | 'YES'): Reduction {
    const { requestId, epoch } = call;
    const cause = { code: 'PLUGIN_CONNECTION_LOST', message: 'the connection was lost', delivered };
    return this.send({ type: 'NOT_ANSWERED', requestId, epoch, ...cause, known: this.facts });
  }
  operate(kind: OperationKind, nodeId: string | null = null, expectedVersion: number | null = null): Reduction {
    const operation = { kind, nodeId, by: 'ann', reason: null, expectedVersion };
    return this.send({ type: 'OPERATE', operation, known: this.facts });
  }
  status(nodeId: string) {
    return nodeRunOf(this.run, nodeId).status;
  }
  rows(nodeId: string) {
    return nodeRunOf(this.run, nodeId).rows?.map((row) => `${row.objectId} ${row.status}`);
  }
}

const sentObjects = (call: Call) => call.request.inputs.map((input) => input.callbackParameter);

describe('a run in sequence', () => {
  it('makes result and next attempt in one change, and completes', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1', 'h2'], b: ['h1'] });
    const reduction = driver.answer(driver.takeCall());
    expect(reduction.kind === 'CHANGED' && reduction.change.attempts.map((one) => [one.requestId, one.status])).toEqual(
      [
        ['run_1.0.1', 'DONE'],
        ['run_1.1.1', 'SENT'],
      ],
    );
    driver.answer(driver.takeCall());
    expect(driver.run.row).toMatchObject({ status: 'COMPLETED', endedAt: 2_000, version: 3 });
    expect(driver.status('end')).toBe('COMPLETED');
  });

  it('sends one request per node with a row for each object', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1', 'h2'] });
    expect(driver.takeCall().request.inputs).toEqual([
      { callbackParameter: 'h1', confirmToken: '', script: 'uptime' },
      { callbackParameter: 'h2', confirmToken: '', script: 'uptime' },
    ]);
  });

  it('completes a node without objects without a call', () => {
    const driver = new Driver(LINE);
    driver.start({});
    expect(driver.effects).toEqual([]);
    expect(driver.run.row.status).toBe('COMPLETED');
  });

  it('is started once', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'] });
    expect(driver.start({ a: ['h1'] }).kind).toBe('IGNORED');
  });

  it('looks up what it does not know, and only then sends', () => {
    const plan = aPlan(['start', aNode('a', { bindMode: 'AT_RUN_TIME' }), 'end'], ['start>a>end']);
    const driver = new Driver(plan, NOTHING);
    driver.start({});
    expect(driver.effects).toEqual([{ type: 'PREPARE', runId: 'run_1', nodeId: 'a', attempt: 1 }]);
    const prepared = { type: 'PREPARED', nodeId: 'a', attempt: 1, known: known() } as const;
    driver.send({ ...prepared, facts: { objects: [anObject('h7')], values: new Map() } });
    expect(sentObjects(driver.takeCall())).toEqual(['h7']);
    expect(driver.send({ ...prepared, facts: { objects: [], values: new Map() } }).kind).toBe('IGNORED');
  });

  it('binds AS_NODE to the objects of the other node', () => {
    const plan = aPlan(['start', 'a', aNode('b', { bindMode: 'AS_NODE', bindNodeId: 'a' }), 'end'], ['start>a>b>end']);
    const driver = new Driver(plan);
    driver.start({ a: ['h1', 'h2'] });
    driver.answer(driver.takeCall());
    expect(sentObjects(driver.takeCall())).toEqual(['h1', 'h2']);
  });

  it('hands outputs of an earlier node on, object by object', () => {
    const parameters = [
      { name: 'script', source: 'CONTEXT', value: null, fromNodeId: 'a', fromParameter: 'output', properties: null },
    ] as const;
    const plan = aPlan(['start', 'a', aNode('b', { parameters }), 'end'], ['start>a>b>end']);
    const driver = new Driver(plan);
    driver.start({ a: ['h1', 'h2'], b: ['h2'] });
    driver.answer(driver.takeCall());
    expect(driver.takeCall().request.inputs[0]).toMatchObject({ callbackParameter: 'h2', script: 'done h2' });
  });
});

describe('fork and merge', () => {
  it('waits for every branch', () => {
    const plan = aPlan(['start', 'fork', 'a', 'b', 'merge', 'end'], ['start>fork>a>merge>end', 'fork>b>merge']);
    const driver = new Driver(plan);
    driver.start({ a: ['h1'], b: ['h1'] });
    const [first, second] = [driver.takeCall(), driver.takeCall()];
    driver.answer(first);
    expect(driver.status('merge')).toBe('NOT_STARTED');
    driver.answer(second);
    expect(driver.run.row.status).toBe('COMPLETED');
  });

  it('is FAULTED only when nothing else can move', () => {
    const plan = aPlan(['start', 'fork', 'a', 'b', 'merge', 'end'], ['start>fork>a>merge>end', 'fork>b>merge']);
    const driver = new Driver(plan);
    driver.start({ a: ['h1'], b: ['h1'] });
    const [first, second] = [driver.takeCall(), driver.takeCall()];
    driver.answer(first, ['h1']);
    expect(driver.run.row.status).toBe('IN_PROGRESS');
    driver.answer(second);
    expect(driver.run.row.status).toBe('FAULTED');
  });
});

describe('failures', () => {
  it('shows partial success and re-sends only the objects that failed', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1', 'h2', 'h3'] });
    driver.answer(driver.takeCall(), ['h2']);
    expect(driver.rows('a')).toEqual(['h1 COMPLETED', 'h2 FAULTED', 'h3 COMPLETED']);
    expect(nodeRunOf(driver.run, 'a').errorMessage).toBe('1 of 3 objects failed. h2: disk is full');
    driver.operate('RETRY', 'a');
    expect(driver.run.row.status).toBe('IN_PROGRESS');
    const call = driver.takeCall();
    expect([call.requestId, ...sentObjects(call)]).toEqual(['run_1.0.2', 'h2']);
    driver.answer(call);
    expect(driver.status('a')).toBe('COMPLETED');
  });

  it('takes resultCode 0 with a failed object for a failed node', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1', 'h2'] });
    const call = driver.takeCall();
    const answer = { ...anAnswer(call.request, ['h1']), resultCode: '0' };
    driver.send({ type: 'ANSWERED', requestId: call.requestId, epoch: 1, answer, known: known() });
    expect(driver.status('a')).toBe('FAULTED');
  });

  it('takes resultCode 0 without outputs for done', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1', 'h2'] });
    const call = driver.takeCall();
    const answer = { resultCode: '0', resultMessage: '', outputs: [], instance: 'ins_1' };
    driver.send({ type: 'ANSWERED', requestId: call.requestId, epoch: 1, answer, known: known() });
    expect(driver.status('a')).toBe('COMPLETED');
  });

  it('fails before sending when a required parameter has no value', () => {
    const service = aService({ inputs: [aParameter('script', { required: true })] });
    const driver = new Driver(LINE, known(service));
    driver.start({ a: ['h1'] });
    expect(nodeRunOf(driver.run, 'a')).toMatchObject({
      status: 'FAULTED',
      errorCode: 'PARAMETER_UNRESOLVED',
      attempts: 0,
    });
    expect(driver.effects).toEqual([]);
  });

  it.each([
    ['SERVICE_DISABLED', known(aService({ enabled: false }))],
    ['SERVICE_NOT_FOUND', { services: new Map([['shell/script/run', null]]), variables: new Map() }],
  ])('fails with %s', (code, what) => {
    const driver = new Driver(LINE, what);
    driver.start({ a: ['h1'] });
    expect(nodeRunOf(driver.run, 'a').errorCode).toBe(code);
  });

  it('ignores a second answer, and one from another epoch', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'], b: ['h1'] });
    const call = driver.takeCall();
    expect(driver.answer({ ...call, epoch: 7 }).kind).toBe('IGNORED');
    driver.answer(call);
    expect(driver.answer(call, ['h1']).kind).toBe('IGNORED');
    expect(driver.status('a')).toBe('COMPLETED');
  });

  it('times out, and a late answer changes nothing', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'] });
    const call = driver.takeCall();
    driver.send({ type: 'DUE', requestId: call.requestId, epoch: 1, known: known() });
    expect([driver.status('a'), driver.run.row.status]).toEqual(['TIMEOUTED', 'FAULTED']);
    expect(driver.effects).toEqual([{ type: 'CANCEL', requestId: call.requestId }]);
    expect(driver.answer(call).kind).toBe('IGNORED');
  });

  it.each([
    ['KEYED', 'UNKNOWN', 'FAULTED', 'AMBIGUOUS'],
    ['KEYED', 'NO', 'FAULTED', 'FAILED'],
    ['UNSAFE', 'UNKNOWN', 'AMBIGUOUS', 'AMBIGUOUS'],
    ['UNSAFE', 'YES', 'FAULTED', 'FAILED'],
  ] as const)('%s, delivered %s: node %s, attempt %s', (idempotency, delivered, node, attempt) => {
    const driver = new Driver(LINE, knowing(idempotency));
    driver.start({ a: ['h1'] });
    const reduction = driver.lose(driver.takeCall(), delivered);
    expect(driver.status('a')).toBe(node);
    expect(reduction.kind === 'CHANGED' && reduction.change.attempts[0]?.status).toBe(attempt);
  });

  it('retries a keyed call of unknown outcome under the same request id', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'] });
    const call = driver.takeCall();
    driver.lose(call, 'UNKNOWN');
    driver.operate('RETRY', 'a');
    expect(driver.takeCall()).toMatchObject({ requestId: call.requestId, resent: 1 });
  });
});

describe('recovery', () => {
  const crashed = (what: Known): Driver => {
    const driver = new Driver(LINE, what);
    driver.start({ a: ['h1'] });
    driver.effects = [];
    driver.run = { ...driver.run, row: { ...driver.run.row, epoch: 2, owner: 'own_2' } };
    return driver;
  };

  it('sends a keyed call again under the same request id and the new epoch', () => {
    const driver = crashed(known());
    driver.send({ type: 'RECOVER', known: known() });
    const call = driver.takeCall();
    expect(call).toMatchObject({ requestId: 'run_1.0.1', resent: 1, epoch: 2 });
    expect(driver.answer({ ...call, epoch: 1 }).kind).toBe('IGNORED');
    expect(driver.answer(call).kind).toBe('CHANGED');
  });

  it('asks a person about an unsafe call, and says what was sent', () => {
    const driver = crashed(knowing('UNSAFE'));
    driver.send({ type: 'RECOVER', known: knowing('UNSAFE') });
    expect(driver.effects).toEqual([]);
    expect(nodeRunOf(driver.run, 'a')).toMatchObject({ status: 'AMBIGUOUS', errorCode: 'OUTCOME_UNKNOWN' });
    expect(nodeRunOf(driver.run, 'a').errorMessage).toContain('run_1.0.1');
    driver.operate('CONFIRM_DONE', 'a');
    expect([driver.status('a'), driver.run.row.status]).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it('retries an ambiguous node as a new attempt when a person says so', () => {
    const driver = crashed(knowing('UNSAFE'));
    driver.send({ type: 'RECOVER', known: knowing('UNSAFE') });
    const reduction = driver.operate('RETRY', 'a');
    expect(reduction.kind === 'CHANGED' && reduction.change.attempts.map((one) => one.status)).toEqual([
      'ABANDONED',
      'SENT',
    ]);
    expect(driver.takeCall().requestId).toBe('run_1.0.2');
  });

  it('times out what fell due meanwhile', () => {
    const driver = crashed(known());
    driver.now += 3_600_000;
    driver.send({ type: 'RECOVER', known: known() });
    expect(driver.status('a')).toBe('TIMEOUTED');
  });
});

describe('operations', () => {
  it('pauses: results are kept, nothing new starts until it continues', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'], b: ['h1'] });
    driver.operate('PAUSE');
    driver.answer(driver.takeCall());
    expect([driver.status('a'), driver.status('b')]).toEqual(['COMPLETED', 'NOT_STARTED']);
    driver.operate('CONTINUE');
    driver.answer(driver.takeCall());
    expect(driver.run.row.status).toBe('COMPLETED');
  });

  it('prepares again after a pause', () => {
    const driver = new Driver(LINE, NOTHING);
    driver.start({ a: ['h1'] });
    driver.operate('PAUSE');
    driver.effects = [];
    const prepared = { type: 'PREPARED', nodeId: 'a', attempt: 1, known: known() } as const;
    expect(driver.send({ ...prepared, facts: { objects: null, values: new Map() } }).kind).toBe('IGNORED');
    driver.operate('CONTINUE');
    expect(driver.effects).toEqual([{ type: 'PREPARE', runId: 'run_1', nodeId: 'a', attempt: 1 }]);
  });

  it('skips a failed node and goes on', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'], b: ['h1'] });
    driver.answer(driver.takeCall(), ['h1']);
    driver.operate('SKIP', 'a');
    expect([driver.status('a'), driver.status('b')]).toEqual(['SKIPPED', 'IN_PROGRESS']);
  });

  it('terminates: calls in flight are given up and their answers change nothing', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'], b: ['h1'] });
    const call = driver.takeCall();
    driver.operate('TERMINATE');
    expect(driver.run.row).toMatchObject({ status: 'TERMINATED', endedAt: 2_000 });
    expect(nodeRunOf(driver.run, 'a')).toMatchObject({ status: 'FAULTED', errorCode: 'RUN_TERMINATED' });
    expect(driver.answer(call).kind).toBe('IGNORED');
    expect(driver.operate('RETRY', 'a')).toMatchObject({ kind: 'REFUSED' });
  });

  it('does three clicks on the same version once', () => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'] });
    driver.answer(driver.takeCall(), ['h1']);
    const seen = driver.run.row.version;
    driver.operate('RETRY', 'a', seen);
    driver.answer(driver.takeCall(), ['h1']);
    expect(driver.operate('RETRY', 'a', seen)).toMatchObject({ kind: 'REFUSED', refusal: { code: 'RUN_CHANGED' } });
    expect(driver.operate('RETRY', 'a', driver.run.row.version).kind).toBe('CHANGED');
  });

  it('retries every failed node when no node is named', () => {
    const plan = aPlan(['start', 'fork', 'a', 'b', 'merge', 'end'], ['start>fork>a>merge>end', 'fork>b>merge']);
    const driver = new Driver(plan);
    driver.start({ a: ['h1'], b: ['h1'] });
    for (const call of [driver.takeCall(), driver.takeCall()]) driver.answer(call, ['h1']);
    driver.operate('RETRY');
    expect([driver.takeCall().requestId, driver.takeCall().requestId]).toEqual(['run_1.0.2', 'run_1.1.2']);
  });

  it.each([
    ['SKIP', null, 'NODE_REQUIRED'],
    ['RETRY', 'a', 'OPERATION_NOT_ALLOWED'],
    ['RETRY', null, 'OPERATION_NOT_ALLOWED'],
    ['CONTINUE', null, 'OPERATION_NOT_ALLOWED'],
    ['SKIP', 'nowhere', 'NODE_NOT_FOUND'],
  ] as const)('refuses %s on %s of a run at work with %s', (kind, nodeId, code) => {
    const driver = new Driver(LINE);
    driver.start({ a: ['h1'] });
    expect(driver.operate(kind, nodeId)).toMatchObject({ kind: 'REFUSED', refusal: { code } });
  });
});
