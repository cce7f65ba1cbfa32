import { createInProcessJobQueue, createLogger, type Session, serviceSession } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAuditModule } from '../audit/index.ts';
import type { OperationEventResolver } from './api/event.resolver.ts';
import type { SendOperationEventInput } from './api/event.types.ts';
import { createTriggersModule } from './module.ts';
import type { RunStarter } from './ports.ts';

const MONITOR: Session = { ...serviceSession('x'), kind: 'sub-system', subject: 'SYS_MONITOR', name: 'SYS_MONITOR' };
const EVENT: SendOperationEventInput = {
  ...{ source: 'SYS_MONITOR', eventSeqNo: 'alarm-1', eventType: 'alarm' },
  ...{ operationKey: 'wecube158', operationData: 'alarm_1-firing-n1', operationUser: 'monitor' },
};

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let triggers: ReturnType<typeof createTriggersModule>;
  let queue: ReturnType<typeof createInProcessJobQueue>;
  let started: Parameters<RunStarter['start']>[];
  let told: { packageName: string; path: string; body: unknown }[];
  let answer: () => Awaited<ReturnType<RunStarter['start']>>;
  let refusals: number;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.client.operationEvent.deleteMany();
    [started, told, refusals] = [[], [], 0];
    answer = () => ({ runId: 'run_1', problems: [] });
    await openAgain();
  });
  afterEach(async () => {
    await triggers.stop();
    await queue.close();
  });

  async function openAgain(): Promise<void> {
    const clock = { now: () => Date.now() };
    queue = createInProcessJobQueue(clock);
    triggers = createTriggersModule({
      ...{ database, clock, queue, logger: createLogger('test', { level: 'silent' }) },
      audit: createAuditModule({ database, clock }),
      definitions: { latestDeployed: async (key) => (key === 'wecube158' ? { id: 'def_7' } : null) },
      runs: {
        start: async (...call) => {
          started.push(call);
          return answer();
        },
      },
      plugins: {
        notify: async (message) => {
          if (refusals-- > 0) throw new Error('it is away');
          told.push(message);
        },
      },
    });
    await triggers.start();
  }
  const resolver = () => triggers.resolvers[0][1] as OperationEventResolver;
  const send = (more: Partial<SendOperationEventInput> = {}) =>
    resolver().sendOperationEvent({ ...EVENT, ...more }, { session: MONITOR } as never);
  async function settled(id: string | undefined, holds = (event: { status: string }) => event.status !== 'RECEIVED') {
    for (const end = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
      const event = await resolver().operationEvent(id ?? '');
      if (event && holds(event)) return event;
      if (Date.now() > end) throw new Error(`still ${JSON.stringify(event)}`);
    }
  }

  it('starts the orchestration of the key once, however often and at once the event comes', async () => {
    const answers = await Promise.all([send(), send(), send(), send()]);
    const ids = new Set(answers.map(({ event }) => event?.id));
    expect(ids.size).toBe(1);
    expect(await settled([...ids][0])).toMatchObject({ status: 'STARTED', runId: 'run_1' });
    expect((await send()).event?.id).toBe([...ids][0]);
    expect(started).toHaveLength(1);
    expect(started[0]).toMatchObject([
      { definitionId: 'def_7', rootObjectId: 'alarm_1-firing-n1', idempotencyKey: [...ids][0] },
      { name: 'monitor', subject: 'SYS_MONITOR', actions: ['run:start'] },
    ]);
    const others = await Promise.all([send({ source: 'SYS_WECMDB' }), send({ eventSeqNo: 'alarm-2' })]);
    for (const { event } of others) await settled(event?.id);
    expect(started).toHaveLength(3);
    const entries = await database.client.auditEntry.count({ where: { action: 'event:send' } });
    expect(entries).toBeGreaterThanOrEqual(3);
  });

  it('says why nothing was started', async () => {
    const unknown = await send({ operationKey: 'nothing', eventSeqNo: 'e1' });
    expect(await settled(unknown.event?.id)).toMatchObject({
      ...{ status: 'FAILED', error: { code: 'EVENT_DEFINITION_UNKNOWN', parameters: { key: 'nothing' } } },
    });
    answer = () => ({ runId: null, problems: [{ code: 'UNKNOWN_ROOT_OBJECT', message: 'no such object' }] });
    const refused = await send({ eventSeqNo: 'e2' });
    expect(await settled(refused.event?.id)).toMatchObject({ error: { code: 'UNKNOWN_ROOT_OBJECT' } });
  });

  it('tries again what broke, with the same key', async () => {
    answer = () => {
      if (started.length < 2) throw new Error('the database was away');
      return { runId: 'run_2', problems: [] };
    };
    const { event } = await send({ eventSeqNo: 'e3' });
    expect(await settled(event?.id)).toMatchObject({ status: 'STARTED', runId: 'run_2' });
    expect(new Set(started.map(([{ idempotencyKey }]) => idempotencyKey)).size).toBe(1);
  });

  it('tells a plugin that asked for it, again when it was away', async () => {
    refusals = 1;
    const { event } = await send({ eventSeqNo: 'e4', notifyEndpoint: '/wecmdb/api/v1/notify?x=1' });
    const seen = await settled(event?.id, (found) => (found as { notifiedAt?: Date | null }).notifiedAt !== null);
    expect(seen.status).toBe('STARTED');
    expect(told).toEqual([
      {
        ...{ packageName: 'wecmdb', path: '/wecmdb/api/v1/notify?x=1' },
        body: expect.objectContaining({ eventSeqNo: 'e4', procInstId: 'run_1', status: 'STARTED' }),
      },
    ]);
    expect(started).toHaveLength(1);
  });

  it('goes on after a stop with what it had taken', async () => {
    await triggers.stop();
    await queue.close();
    const { event } = await send({ eventSeqNo: 'e5' });
    expect(started).toHaveLength(0);
    await openAgain();
    await settled(event?.id);
    expect(started).toHaveLength(1);
  });

  it('refuses an event that says too little, or names no path of a plugin', async () => {
    const codes = async (more: object) => (await send(more)).problems.map(({ code }) => code);
    expect(await codes({ operationData: ' ' })).toEqual(['EVENT_FIELD_MISSING']);
    expect(await codes({ notifyEndpoint: 'http://elsewhere/x' })).toEqual(['EVENT_NOTIFY_ENDPOINT_INVALID']);
  });
});
