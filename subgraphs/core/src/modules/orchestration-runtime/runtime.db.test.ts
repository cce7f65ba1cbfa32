import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDefinition, aLine, openRuntime, type TestRuntime } from './testing/open-runtime.ts';
import { type StubPlugin, startStubPlugin } from './testing/stub-plugin.ts';
import { aParameter, aService } from './testing.ts';

const DEFINITIONS = [
  aLine('line', 3),
  aLine('late', 2, { bindMode: 'AT_RUN_TIME' }),
  aLine('hasty', 1, { timeoutMs: 200 }),
  aLine('unsafe', 1, { service: 'shell/unsafe/run' }),
  aLine('mapped', 1, { service: 'shell/mapped/run' }),
  { ...aLine('draft', 1), status: 'DRAFT' as const },
  aDefinition(
    'fork',
    [
      { id: 'start', type: 'START' },
      { id: 'fork', type: 'FORK' },
      { id: 'a' },
      { id: 'b' },
      { id: 'merge', type: 'MERGE' },
      { id: 'end', type: 'END' },
    ],
    ['start>fork>a>merge>end', 'fork>b>merge'],
  ),
];
const SERVICES = [
  aService(),
  aService({ name: 'shell/unsafe/run', idempotency: 'UNSAFE' }),
  aService({
    name: 'shell/mapped/run',
    inputs: [
      aParameter('script', { mappingType: 'entity', mappingEntityExpression: 'estate:host.ip' }),
      aParameter('password', { mappingValue: 'hunter2secret', sensitive: true }),
    ],
  }),
];
const OBJECTS = { 'n1-objects': ['h1', 'h2', 'h3'] };

describeDatabases('core', (open) => {
  let plugin: StubPlugin;
  let database: CoreDatabase;
  let runtime: TestRuntime;
  beforeAll(async () => {
    plugin = await startStubPlugin();
    database = await open();
    runtime = await openRuntime({
      database,
      pluginUrl: plugin.url,
      definitions: DEFINITIONS,
      services: SERVICES,
      objects: OBJECTS,
    });
    await runtime.start();
  });
  afterAll(async () => {
    await runtime.stop();
    await plugin.stop();
  });
  const start = async (definitionId: string, changes: object = {}): Promise<string> => {
    const { runId, problems } = await runtime.commands.start(
      { definitionId, rootObjectId: 'h1', ...changes },
      runtime.session,
    );
    if (!runId) throw new Error(JSON.stringify(problems));
    return runId;
  };
  const operate = (
    runId: string,
    operation: 'RETRY' | 'SKIP' | 'PAUSE' | 'CONTINUE' | 'TERMINATE' | 'CONFIRM_DONE',
    rest: object = {},
  ) => runtime.commands.operate({ runId, operation, ...rest }, runtime.session);
  const received = (runId: string) => plugin.received.filter(({ requestId }) => requestId.startsWith(runId));
  const node = async (runId: string, nodeId: string) =>
    (await runtime.reads.reader.nodes(runId)).find((one) => one.nodeId === nodeId);

  describe('runtime', () => {
    it('runs a sequence to its end, one request per node, one commit per node', async () => {
      const runId = await start('line');
      const run = await runtime.until(runId, ({ status }) => status === 'COMPLETED');
      expect(run).toMatchObject({ version: 4, needsAttention: false, startedBy: 'ann' });
      expect(received(runId).map(({ inputs }) => inputs.length)).toEqual([3, 1, 1]);
      const events = await runtime.reads.reader.eventsSince(runId, 0, 100);
      expect(events.map(({ version, type }) => `${version} ${type}`)).toEqual([
        '1 RUN_STARTED',
        '2 NODE_ANSWERED',
        '3 NODE_ANSWERED',
        '4 NODE_ANSWERED',
      ]);
    });

    it('finds objects at run time', async () => {
      const runId = await start('late');
      await runtime.until(runId, ({ status }) => status === 'COMPLETED');
      expect(received(runId)[0]?.inputs.map((input) => input['callbackParameter'])).toEqual(['h1', 'h2', 'h3']);
    });

    it('reads values of objects and hides what is sensitive from the history', async () => {
      const runId = await start('mapped');
      await runtime.until(runId, ({ status }) => status === 'COMPLETED');
      expect(received(runId)[0]?.inputs[0]).toMatchObject({ script: 'value of h1', password: 'hunter2secret' });
      const history = JSON.stringify(await runtime.reads.reader.eventsSince(runId, 0, 100));
      expect(history).not.toContain('hunter2secret');
    });

    it('leaves out the objects a person took out', async () => {
      const runId = await start('line', { exclude: [{ nodeId: 'n1', objectIds: ['h2'] }] });
      await runtime.until(runId, ({ status }) => status === 'COMPLETED');
      expect(received(runId)[0]?.inputs.map((input) => input['callbackParameter'])).toEqual(['h1', 'h3']);
    });

    it.each([
      ['DEFINITION_NOT_FOUND', { definitionId: 'nowhere', rootObjectId: 'h1' }],
      ['DEFINITION_NOT_DEPLOYED', { definitionId: 'draft', rootObjectId: 'h1' }],
      ['UNKNOWN_ROOT_OBJECT', { definitionId: 'line', rootObjectId: 'nobody' }],
    ])('refuses to start with %s, and changes nothing', async (code, input) => {
      const before = await database.client.run.count();
      const { runId, problems } = await runtime.commands.start(input, runtime.session);
      expect([runId, problems.map((problem) => problem.code)]).toEqual([null, [code]]);
      expect(await database.client.run.count()).toBe(before);
    });

    it('starts once for one idempotency key, however often it is asked at the same time', async () => {
      const idempotencyKey = `key-${Math.random()}`;
      const ids = await Promise.all(Array.from({ length: 5 }, () => start('line', { idempotencyKey })));
      expect(new Set(ids).size).toBe(1);
      await runtime.until(ids[0] as string, ({ status }) => status === 'COMPLETED');
      expect(await start('line', { idempotencyKey })).toBe(ids[0]);
    });

    it('shows partial success, retries only what failed, and completes', async () => {
      plugin.behave = ({ inputs, requestId }) =>
        inputs.length === 3 && requestId.endsWith('.1') ? { failed: ['h2'] } : {};
      const runId = await start('line');
      const run = await runtime.until(runId, ({ status }) => status === 'FAULTED');
      expect(run.needsAttention).toBe(true);
      expect((await node(runId, 'n1'))?.rows?.map(({ objectId, status }) => `${objectId} ${status}`)).toEqual([
        'h1 COMPLETED',
        'h2 FAULTED',
        'h3 COMPLETED',
      ]);
      await operate(runId, 'RETRY', { nodeId: 'n1', reason: 'disk was cleaned' });
      await runtime.until(runId, ({ status }) => status === 'COMPLETED');
      expect(received(runId)[1]?.inputs.map((input) => input['callbackParameter'])).toEqual(['h2']);
      const audits = await database.client.auditEntry.findMany({ where: { subject: runId }, orderBy: { at: 'asc' } });
      expect(audits.map(({ action, who }) => [action, who])).toEqual([
        ['run:start', 'ann'],
        ['run:operate', 'ann'],
      ]);
      expect(audits[1]?.detail).toContain('disk was cleaned');
      plugin.behave = () => ({});
    });

    it('does three concurrent clicks once', async () => {
      plugin.behave = () => ({ failed: ['h1'] });
      const runId = await start('hasty');
      const { version } = await runtime.until(runId, ({ status }) => status === 'FAULTED');
      const clicks = Array.from({ length: 3 }, () =>
        operate(runId, 'RETRY', { nodeId: 'n1', expectedVersion: version }),
      );
      const answers = await Promise.all(clicks);
      await runtime.until(runId, (row) => row.status === 'FAULTED' && row.version > version);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(received(runId).length).toBe(2);
      expect(answers.map(({ problems }) => problems)).toEqual([[], [], []]);
      plugin.behave = () => ({});
    });

    it('tells a person whose view is out of date that somebody else was faster', async () => {
      plugin.behave = () => ({ failed: ['h1'] });
      const runId = await start('hasty');
      const { version } = await runtime.until(runId, ({ status }) => status === 'FAULTED');
      await operate(runId, 'SKIP', { nodeId: 'n1', expectedVersion: version });
      const late = await operate(runId, 'RETRY', { nodeId: 'n1', expectedVersion: version });
      expect(late.problems.map(({ code }) => code)).toEqual(['OPERATION_NOT_ALLOWED']);
      expect((await node(runId, 'n1'))?.status).toBe('SKIPPED');
      plugin.behave = () => ({});
    });

    it('times out in time, and the late answer changes nothing', async () => {
      plugin.behave = () => ({ delayMs: 600 });
      const runId = await start('hasty');
      const run = await runtime.until(runId, ({ status }) => status === 'FAULTED');
      expect(await node(runId, 'n1')).toMatchObject({ status: 'TIMEOUTED', errorCode: 'NODE_TIMED_OUT' });
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect((await runtime.reads.reader.find(runId))?.version).toBe(run.version);
      plugin.behave = () => ({});
      await operate(runId, 'RETRY', { nodeId: 'n1' });
      await runtime.until(runId, ({ status }) => status === 'COMPLETED');
      expect(plugin.executed.filter((requestId) => requestId.startsWith(runId)).length).toBe(1);
    });

    it.each([
      ['an answer that is no JSON', { body: 'no json' }, 'FAULTED'],
      ['status 500', { status: 500, body: 'oops' }, 'FAULTED'],
      ['a connection that breaks', { dropsAnswer: true }, 'AMBIGUOUS'],
    ] as const)('stops an unsafe node after %s: %s', async (_what, behaviour, status) => {
      plugin.behave = () => behaviour;
      const runId = await start('unsafe');
      await runtime.until(runId, (row) => row.status === 'FAULTED');
      expect((await node(runId, 'n1'))?.status).toBe(status);
      expect((await node(runId, 'n1'))?.errorMessage).toBeTruthy();
      plugin.behave = () => ({});
    });

    it('pauses between nodes and continues', async () => {
      plugin.behave = ({ requestId }) => (requestId.endsWith('.1') ? { delayMs: 200 } : {});
      const runId = await start('line');
      await operate(runId, 'PAUSE');
      await runtime.until(runId, ({ version }) => version >= 3);
      expect([(await runtime.reads.reader.find(runId))?.status, received(runId).length]).toEqual(['PAUSED', 1]);
      plugin.behave = () => ({});
      await operate(runId, 'CONTINUE');
      await runtime.until(runId, ({ status }) => status === 'COMPLETED');
    });

    it('terminates, and what was in flight changes nothing any more', async () => {
      plugin.behave = () => ({ delayMs: 150 });
      const runId = await start('line');
      expect((await operate(runId, 'TERMINATE', { reason: 'wrong host' })).problems).toEqual([]);
      const { version } = await runtime.until(runId, ({ status }) => status === 'TERMINATED');
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect((await runtime.reads.reader.find(runId))?.version).toBe(version);
      expect((await operate(runId, 'CONTINUE')).problems.map(({ code }) => code)).toEqual(['OPERATION_NOT_ALLOWED']);
      plugin.behave = () => ({});
    });

    it('knows no run that is not there', async () => {
      const { runId, problems } = await operate('run_nowhere', 'RETRY');
      expect([runId, problems[0]?.code]).toEqual([null, 'RUN_NOT_FOUND']);
    });

    it('works many runs at once', { timeout: 60_000 }, async () => {
      const ids = await Promise.all(Array.from({ length: 60 }, () => start('fork')));
      for (const id of ids) await runtime.until(id, ({ status }) => status === 'COMPLETED');
      expect(new Set(ids).size).toBe(60);
    });

    it('pages through runs by key, newest first, and filters', async () => {
      const first = await runtime.reads.reader.page({ definitionKey: 'key-fork' }, 'desc', {
        take: 10,
        cursor: null,
        backwards: false,
      });
      const last = first[9];
      if (!last) throw new Error('too few runs');
      const second = await runtime.reads.reader.page({ definitionKey: 'key-fork' }, 'desc', {
        take: 10,
        cursor: [last.startedAt, last.id],
        backwards: false,
      });
      const ids = [...first.slice(0, 10), ...second.slice(0, 10)].map(({ id }) => id);
      expect(new Set(ids).size).toBe(20);
      expect(await runtime.reads.reader.count({ needsAttention: true, status: ['FAULTED'] })).toBeGreaterThan(0);
      expect(await runtime.reads.reader.count({ definitionName: { contains: 'fork' } })).toBe(60);
    });
  });
});
