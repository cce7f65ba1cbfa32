import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDefinition, openRuntime, type TestRuntime } from './testing/open-runtime.ts';
import { type StubPlugin, startStubPlugin } from './testing/stub-plugin.ts';
import { aService } from './testing.ts';

const ASK = { id: 'ask', type: 'HUMAN', service: 'taskman/task/create', timeoutMs: 60_000 } as const;
const DEFINITIONS = [
  aDefinition(
    'ways',
    [
      ...[{ id: 'start', type: 'START' } as const, ASK, { id: 'decision', type: 'DECISION' } as const],
      { id: 'pause', type: 'TIME_INTERVAL', waitMs: 1_500 },
      ...[{ id: 'work' }, { id: 'end', type: 'END' } as const, { id: 'stop', type: 'ABNORMAL_END' } as const],
    ],
    ['start>ask>decision[approve]>pause>work>end', 'decision[refuse]>stop'],
  ),
];
const SERVICES = [aService(), aService({ name: 'taskman/task/create', packageName: 'taskman', isAsync: true })];

describeDatabases('core', (open) => {
  let plugin: StubPlugin;
  let database: CoreDatabase;
  let runtime: TestRuntime;
  const openAgain = async () => {
    const world = { database, pluginUrl: plugin.url, definitions: DEFINITIONS, services: SERVICES, instance: 'here' };
    runtime = await openRuntime(world);
    await runtime.start();
  };
  beforeAll(async () => {
    plugin = await startStubPlugin();
    database = await open();
    await openAgain();
  });
  afterAll(async () => {
    await runtime.stop();
    await plugin.stop();
  });

  const node = async (runId: string, nodeId: string) =>
    (await runtime.reads.reader.nodes(runId)).find((one) => one.nodeId === nodeId);
  const reach = async (runId: string, nodeId: string, status: string) => {
    for (const end = Date.now() + 10_000; (await node(runId, nodeId))?.status !== status; ) {
      if (Date.now() > end) throw new Error(`${nodeId} is ${(await node(runId, nodeId))?.status}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  /** A run whose person answered with this code. */
  const answered = async (resultCode: string): Promise<string> => {
    const { runId } = await runtime.commands.start({ definitionId: 'ways', rootObjectId: 'h1' }, runtime.session);
    await reach(runId as string, 'ask', 'IN_PROGRESS');
    const [attempt] = await runtime.reads.reader.attempts(runId as string);
    expect(attempt?.request.allowedOptions).toEqual(['approve', 'refuse']);
    const outputs = [{ callbackParameter: 'h1', errorCode: '0' }];
    const answer = { requestId: attempt?.requestId ?? '', resultCode, resultMessage: '', outputs };
    expect((await runtime.commands.answer(answer, runtime.session)).problems).toEqual([]);
    return runId as string;
  };

  it('takes the way a person chose in a form, and waits over a restart of the platform', async () => {
    const runId = await answered('approve');
    await reach(runId, 'pause', 'IN_PROGRESS');
    const dueAt = (await node(runId, 'pause'))?.dueAt as number;
    await runtime.stop();
    await openAgain();
    const run = await runtime.until(runId, ({ status }) => status === 'COMPLETED');
    expect(run.endedAt).toBeGreaterThanOrEqual(dueAt);
    expect(await node(runId, 'decision')).toMatchObject({ choice: 'approve', status: 'COMPLETED' });
    expect(await node(runId, 'stop')).toBeUndefined();
  });

  it('ends as failed where the way leads there, and nothing can be done any more', async () => {
    const runId = await answered('refuse');
    const run = await runtime.until(runId, ({ status }) => status === 'FAULTED');
    expect(run).toMatchObject({ needsAttention: false });
    expect(run.endedAt).not.toBeNull();
    const { problems } = await runtime.commands.operate({ runId, operation: 'TERMINATE' }, runtime.session);
    expect(problems.map(({ code }) => code)).toEqual(['OPERATION_NOT_ALLOWED']);
  });

  it('asks a person where the answer names no way', async () => {
    const runId = await answered('0');
    const waiting = await runtime.until(runId, ({ needsAttention }) => needsAttention);
    expect(waiting.status).toBe('IN_PROGRESS');
    const choose = (option: string) =>
      runtime.commands.operate({ runId, operation: 'CHOOSE', nodeId: 'decision', option }, runtime.session);
    expect((await choose('perhaps')).problems).toMatchObject([
      { code: 'OPTION_UNKNOWN', remedy: 'Choose one of: approve, refuse.' },
    ]);
    expect((await choose('refuse')).problems).toEqual([]);
    await runtime.until(runId, ({ status }) => status === 'FAULTED');
  });
});
