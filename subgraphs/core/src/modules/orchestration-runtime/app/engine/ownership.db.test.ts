import { describeDatabases } from '@wecube/prisma/testing';
import { describe, expect, it } from 'vitest';
import { aLine, openRuntime } from '../../testing/open-runtime.ts';
import { startStubPlugin } from '../../testing/stub-plugin.ts';

describeDatabases('core', (open) => {
  describe('Ownership', () => {
    it('picks up a run that is its own by the database but that it does not hold', { timeout: 30_000 }, async () => {
      const database = await open();
      const plugin = await startStubPlugin();
      const world = { database, pluginUrl: plugin.url, definitions: [aLine('line', 2)] };
      const [dead, living] = [await openRuntime(world), await openRuntime(world)];
      await living.start();
      plugin.behave = () => ({ delayMs: 60_000 });
      const { runId } = await dead.commands.start({ definitionId: 'line', rootObjectId: 'h1' }, dead.session);
      if (!runId) throw new Error('not started');
      await expect.poll(() => plugin.received.length).toBe(1);
      plugin.behave = () => ({});
      const [owner] = await database.client.runOwner.findMany();
      // As after a take-over whose process could not read the run: the owner is written, nobody holds it.
      await database.client.run.update({ where: { id: runId }, data: { owner: owner?.id ?? '', epoch: 2 } });
      expect((await living.until(runId, ({ status }) => status === 'COMPLETED')).epoch).toBe(2);
      expect(plugin.executed.length).toBe(2);
      await plugin.stop();
      await dead.stop();
      await living.stop();
    });
  });
});
