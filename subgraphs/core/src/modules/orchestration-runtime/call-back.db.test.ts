import type { Session } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AttemptStatus } from './domain/status.ts';
import { aLine, openRuntime, type TestRuntime } from './testing/open-runtime.ts';
import { type StubPlugin, startStubPlugin } from './testing/stub-plugin.ts';
import { aService } from './testing.ts';

const SERVICES = [
  aService({ name: 'taskman/task/create', packageName: 'taskman', isAsync: true, idempotency: 'UNSAFE' }),
  aService(),
];
const DEFINITIONS = [
  aLine('approval', 1, { service: 'taskman/task/create' }),
  aLine('hasty', 1, { service: 'taskman/task/create', timeoutMs: 300 }),
];
const TASKMAN: Session = {
  ...{ kind: 'sub-system', subject: 'SYS_TASKMAN', name: 'ada', packageName: 'taskman', roles: [] },
  actions: ['run:answer'],
};
const GOOD = { callbackParameter: 'h1', errorCode: '0', errorMessage: '', comment: 'looks good' };

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

  async function start(definitionId: string): Promise<{ runId: string; requestId: string }> {
    const before = plugin.received.length;
    const { runId } = await runtime.commands.start({ definitionId, rootObjectId: 'h1' }, runtime.session);
    await until(async () => plugin.received.length > before);
    return { runId: runId as string, requestId: plugin.received[before]?.requestId as string };
  }
  const reach = (runId: string, status: AttemptStatus) =>
    until(async () => (await runtime.reads.reader.attempts(runId))[0]?.status === status);
  const answer = (requestId: string, more: object = {}, session = TASKMAN) =>
    runtime.commands.answer({ requestId, resultCode: '0', resultMessage: '', outputs: [GOOD], ...more }, session);
  const codes = async (outcome: ReturnType<typeof answer>) => (await outcome).problems.map(({ code }) => code);

  it('waits for the callback, takes it once and keeps what was chosen', async () => {
    const { runId, requestId } = await start('approval');
    await reach(runId, 'AWAITING');
    expect((await runtime.reads.reader.find(runId))?.status).toBe('IN_PROGRESS');
    expect(await codes(answer(requestId, { resultCode: 'approve' }))).toEqual([]);
    await runtime.until(runId, ({ status }) => status === 'COMPLETED');
    const [attempt] = await runtime.reads.reader.attempts(runId);
    expect(attempt).toMatchObject({ status: 'DONE', resultCode: 'approve', outputs: [GOOD], instance: 'ins_1' });
    expect(await codes(answer(requestId))).toEqual(['CALLBACK_TOO_LATE']);
  });

  it('takes a callback that overtakes the acknowledgement; that one then changes nothing', async () => {
    plugin.behave = () => ({ delayMs: 1_000 });
    const { runId, requestId } = await start('approval');
    plugin.behave = () => ({});
    expect(await codes(answer(requestId))).toEqual([]);
    await runtime.until(runId, ({ status }) => status === 'COMPLETED');
    expect(await codes(answer(requestId))).toEqual(['CALLBACK_TOO_LATE']);
  });

  it('is one of many at once: exactly one counts', async () => {
    const { runId, requestId } = await start('approval');
    await reach(runId, 'AWAITING');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => codes(answer(requestId))));
    expect(outcomes.filter((found) => found.length === 0)).toHaveLength(1);
    expect((await runtime.reads.reader.find(runId))?.status).toBe('COMPLETED');
  });

  it('fails the node with the words of the plugin, and at once when the plugin refuses the call', async () => {
    const { runId, requestId } = await start('approval');
    const bad = { ...GOOD, errorCode: '1', errorMessage: 'rejected by bob' };
    expect(await codes(answer(requestId, { resultCode: '1', outputs: [bad] }))).toEqual([]);
    await runtime.until(runId, ({ status }) => status === 'FAULTED');
    expect((await runtime.reads.reader.nodes(runId)).find(({ nodeId }) => nodeId === 'n1')).toMatchObject({
      ...{ status: 'FAULTED', errorMessage: 'rejected by bob' },
    });
    plugin.behave = () => ({ failed: ['h1'] });
    const refused = await start('approval');
    plugin.behave = () => ({});
    await runtime.until(refused.runId, ({ status }) => status === 'FAULTED');
  });

  it('refuses other packages, unknown requests and who has not the right', async () => {
    const { runId, requestId } = await start('approval');
    await reach(runId, 'AWAITING');
    const stranger = { ...TASKMAN, packageName: 'monitor' };
    expect(await codes(answer(requestId, {}, stranger))).toEqual(['CALLBACK_NOT_YOURS']);
    const { packageName: _none, ...nobody } = TASKMAN;
    expect(await codes(answer(requestId, {}, nobody))).toEqual(['CALLBACK_NOT_YOURS']);
    expect(await codes(answer('proc_req_unknown'))).toEqual(['CALLBACK_UNKNOWN']);
    expect(await codes(answer(`${runId}.9.9`))).toEqual(['CALLBACK_TOO_LATE']);
    await expect(answer(requestId, {}, { ...TASKMAN, actions: ['run:read'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await codes(answer(requestId, {}, { ...TASKMAN, kind: 'user' }))).toEqual([]);
  });

  it('still waits after a restart, without sending anything again', async () => {
    const { runId, requestId } = await start('approval');
    await reach(runId, 'AWAITING');
    const sent = plugin.received.length;
    await runtime.stop();
    await openAgain();
    await until(async () => ((await runtime.reads.reader.attempts(runId))[0]?.epoch ?? 0) > 1);
    expect(await codes(answer(requestId))).toEqual([]);
    await runtime.until(runId, ({ status }) => status === 'COMPLETED');
    expect(plugin.received).toHaveLength(sent);
  });

  it('gives up when the time of the node is over; a callback after that is too late', async () => {
    const { runId, requestId } = await start('hasty');
    await reach(runId, 'TIMED_OUT');
    expect(await codes(answer(requestId))).toEqual(['CALLBACK_TOO_LATE']);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error('it did not come to hold');
}
