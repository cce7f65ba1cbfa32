import { describeDatabases } from '@wecube/prisma/testing';
import { describe, expect, it } from 'vitest';
import { aLine, openRuntime } from './testing/open-runtime.ts';
import { startStubPlugin } from './testing/stub-plugin.ts';

describeDatabases('core', (open) => {
  describe('two processes on one database', () => {
    it('an owner that slept past its lease can no longer write: the heir finishes the run, once', async () => {
      const database = await open();
      const plugin = await startStubPlugin();
      const world = { database, pluginUrl: plugin.url, definitions: [aLine('line', 2)] };
      // Who sleeps does not renew its lease.
      const [sleeper, heir] = [await openRuntime({ ...world, renewMs: 3_600_000 }), await openRuntime(world)];
      await sleeper.start();
      const late = aMoment();
      plugin.behave = () => ({ waitsFor: late.comes });
      const { runId } = await sleeper.commands.start({ definitionId: 'line', rootObjectId: 'h1' }, sleeper.session);
      if (!runId) throw new Error('not started');
      await expect.poll(() => plugin.received.length).toBe(1);
      await database.client.runOwner.updateMany({ data: { leaseUntil: 0n } });
      plugin.behave = () => ({});
      await heir.start();

      const run = await heir.until(runId, ({ status }) => status === 'COMPLETED');
      expect(run.epoch).toBe(2);
      // Now the sleeper gets the answer to what it sent.
      late.come();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await heir.reads.reader.find(runId))?.version).toBe(run.version);
      expect(plugin.executed.length).toBe(2);
      const attempts = await heir.reads.reader.attempts(runId);
      expect(attempts.map(({ resent, status }) => [resent, status])).toEqual([
        [1, 'DONE'],
        [0, 'DONE'],
      ]);
      await sleeper.stop();
      await heir.stop();
      await plugin.stop();
    });

    it('refuses an operation while another living process is at work on the run', async () => {
      const database = await open();
      const plugin = await startStubPlugin();
      const world = { database, pluginUrl: plugin.url, definitions: [aLine('line', 1)] };
      const [owner, other] = [await openRuntime(world), await openRuntime(world)];
      await owner.start();
      await other.start();
      const asked = aMoment();
      plugin.behave = () => ({ waitsFor: asked.comes, failed: ['h1'] });
      const { runId } = await owner.commands.start({ definitionId: 'line', rootObjectId: 'h1' }, owner.session);
      if (!runId) throw new Error('not started');
      await expect(other.commands.operate({ runId, operation: 'PAUSE' }, other.session)).rejects.toMatchObject({
        code: 'RUN_OWNED_ELSEWHERE',
        retryable: true,
      });
      asked.come();
      await owner.until(runId, ({ status }) => status === 'FAULTED');
      plugin.behave = () => ({});
      // Nobody works on a run that waits for a person, so whoever is asked may take it.
      expect((await other.commands.operate({ runId, operation: 'RETRY' }, other.session)).problems).toEqual([]);
      await other.until(runId, ({ status }) => status === 'COMPLETED');
      await owner.stop();
      await other.stop();
      await plugin.stop();
    });
  });
});

/** Something that comes when the test says so. */
function aMoment(): { comes: Promise<void>; come: () => void } {
  let come = (): void => {};
  const comes = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { comes, come };
}
