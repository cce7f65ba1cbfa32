import { createLogger } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunStore } from '../../data/open-run-store.ts';
import { reduce } from '../../domain/reduce.ts';
import { type CommitItem, type RunStore, StoreUnreachable } from '../../ports.ts';
import { anObject, aPlan, aRun, known } from '../../testing.ts';
import { writeSurely } from './write-surely.ts';

const logger = createLogger('test', { level: 'silent' });
const PLAN = aPlan(['start', 'a', 'end'], ['start>a>end']);

function aStart(changes: object = {}): CommitItem {
  const run = aRun(PLAN, { id: `run_${crypto.randomUUID()}`, ...changes });
  const reduction = reduce(run, { type: 'START', objects: new Map([['a', [anObject('h1')]]]), known: known() }, 5_000);
  if (reduction.kind !== 'CHANGED') throw new Error('not started');
  return { change: reduction.change, audit: null };
}

describeDatabases('core', (open) => {
  let store: RunStore;
  beforeAll(async () => {
    store = (await openRunStore((await open()).url)).store;
  });
  afterAll(() => store.close());

  /** The real store, whose connection breaks once at the given moment and whose database stays away for a while. */
  const breaking = (moment: 'BEFORE' | 'AFTER'): RunStore => {
    let [isBroken, away] = [false, 2];
    return {
      ...store,
      commit: async (items) => {
        if (isBroken) return store.commit(items);
        isBroken = true;
        if (moment === 'AFTER') await store.commit(items);
        throw new StoreUnreachable(new Error('socket hang up'));
      },
      stamps: async (runIds) => {
        away -= 1;
        if (away >= 0) throw new StoreUnreachable(new Error('connection refused'));
        return store.stamps(runIds);
      },
    };
  };

  describe('writeSurely', () => {
    it.each(['BEFORE', 'AFTER'] as const)('writes once when the connection breaks %s the commit', async (moment) => {
      const items = [aStart(), aStart()];
      const written = await writeSurely({ store: breaking(moment), logger }, items);
      expect([written.lost.size, written.failed.size]).toEqual([0, 0]);
      const stamps = await store.stamps(items.map(({ change }) => change.row.id));
      expect([...stamps.values()].map(({ version }) => version)).toEqual([1, 1]);
    });

    it('does not take another owner for itself after the connection broke', async () => {
      const item = aStart();
      const rival = aStart({ id: item.change.row.id, owner: 'own_rival' });
      await store.commit([rival]);
      const written = await writeSurely({ store: breaking('BEFORE'), logger }, [item]);
      expect([...written.lost]).toEqual([item.change.row.id]);
    });

    it('keeps one change that the database refuses from stopping the others', async () => {
      const [good, bad] = [aStart(), aStart({ definitionName: null })];
      const written = await writeSurely({ store, logger }, [good, bad]);
      expect([...written.failed.keys()]).toEqual([bad]);
      expect((await store.stamps([good.change.row.id, bad.change.row.id])).size).toBe(1);
    });
  });
});
