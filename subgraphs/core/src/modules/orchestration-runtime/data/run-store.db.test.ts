import { randomUUID } from 'node:crypto';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import mariadb from 'mariadb';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../domain/events.ts';
import { reduce } from '../domain/reduce.ts';
import type { Run } from '../domain/run.ts';
import type { AuditRow, CommitItem, Owner, RunStore } from '../ports.ts';
import { anAnswer, anObject, aPlan, aRun, known } from '../testing.ts';
import { openRunStore } from './open-run-store.ts';

const PLAN = aPlan(['start', 'a', 'b', 'end'], ['start>a>b>end']);
const LONG_IDS = Array.from({ length: 12 }, (_, index) => `n${index}`);
const LONG_PLAN = aPlan(['start', ...LONG_IDS, 'end'], [['start', ...LONG_IDS, 'end'].join('>')]);
const newId = () => `run_${randomUUID()}`;
const anOwner = (instance: string = randomUUID()): Owner => ({ id: `own_${randomUUID()}`, instance });

type Step = { run: Run; item: CommitItem };

function step(run: Run, event: RunEvent, audit: AuditRow | null = null): Step {
  const reduction = reduce(run, event, 5_000);
  if (reduction.kind !== 'CHANGED') throw new Error(`not changed: ${JSON.stringify(reduction)}`);
  return { run: reduction.run, item: { change: reduction.change, audit } };
}

function started(changes: Partial<Run['row']> = {}, plan = PLAN): Step {
  const objects = new Map([
    ['a', [anObject('h1'), anObject('h2')]],
    ['b', [anObject('h1')]],
  ]);
  return step(aRun(plan, { id: newId(), ...changes }), { type: 'START', objects, known: known() });
}

function answered(run: Run): Step {
  const [attempt] = run.attempts.values();
  if (!attempt) throw new Error('nothing is open');
  const { requestId, epoch, request } = attempt;
  return step(run, { type: 'ANSWERED', requestId, epoch, answer: anAnswer(request), known: known() });
}

const anAudit = (): AuditRow => ({
  id: `aud_${randomUUID()}`,
  at: 5_000,
  who: 'ann',
  userId: 'usr_1',
  action: 'run:start',
  subject: 'run',
  outcome: 'DONE',
  detail: null,
  requestId: null,
});

describeDatabases('core', (open) => {
  let opened: Promise<RunStore> | undefined;
  const openStore = async (): Promise<{ store: RunStore; database: CoreDatabase }> => {
    const database = await open();
    opened ??= openRunStore(database.url).then(({ store }) => store);
    return { store: await opened, database };
  };
  afterAll(async () => (await opened)?.close());

  describe('RunStore', () => {
    it('gives a run back as it was committed, step by step', async () => {
      const { store } = await openStore();
      let last = started();
      expect(await store.commit([last.item])).toEqual(new Set());
      last = answered(last.run);
      expect(await store.commit([last.item])).toEqual(new Set());
      const { row, nodes, attempts, values } = last.run;
      const loaded = (await store.load([row.id])).get(row.id);
      expect(loaded).toEqual({ row, nodes, attempts, values });
    });

    it('commits many runs at once and names only the one that somebody else changed', async () => {
      const { store } = await openStore();
      const first = Array.from({ length: 20 }, () => started());
      await store.commit(first.map(({ item }) => item));
      const second = first.map(({ run }) => answered(run));
      const stolen = second[7] as Step;
      await store.commit([stolen.item]);
      const lost = await store.commit(second.map(({ item }) => item));
      expect([...lost]).toEqual([stolen.run.row.id]);
      const stamps = await store.stamps(second.map(({ run }) => run.row.id));
      expect([...stamps.values()].map(({ version }) => version)).toEqual(Array(20).fill(2));
    });

    it('refuses writes of an owner whose run was taken over', async () => {
      const { store } = await openStore();
      const [dead, heir] = [anOwner(), anOwner()];
      const { run, item } = started({ owner: dead.id });
      await store.commit([item]);
      expect(await store.claimAbandoned(heir, 100)).toContain(run.row.id);
      const late = answered(run);
      expect(await store.commit([late.item])).toEqual(new Set([run.row.id]));
      const loaded = (await store.load([run.row.id])).get(run.row.id);
      expect(loaded?.row).toMatchObject({ owner: heir.id, epoch: 2, version: 1 });
      expect(loaded?.attempts.size).toBe(1);
    });

    it('starts a run once per id and once per start key', async () => {
      const { store } = await openStore();
      const startKey = randomUUID();
      const first = started({ startKey });
      await store.commit([first.item]);
      const [again, other] = [started({ id: first.run.row.id }), started({ startKey })];
      const innocent = started();
      const lost = await store.commit([again.item, other.item, innocent.item]);
      expect(lost).toEqual(new Set([again.run.row.id, other.run.row.id]));
      expect(await store.findByStartKey(startKey)).toBe(first.run.row.id);
      expect((await store.stamps([innocent.run.row.id])).size).toBe(1);
    });

    it('leaves the runs of the living alone and takes those of the dead', async () => {
      const { store } = await openStore();
      const [living, expired, me] = [anOwner(), anOwner(), anOwner()];
      await store.register(living, 60_000);
      await store.register(expired, -1);
      const runs = [started({ owner: living.id }), started({ owner: expired.id })];
      await store.commit(runs.map(({ item }) => item));
      const [ofLiving, ofExpired] = runs.map(({ run }) => run.row.id) as [string, string];
      expect(await store.claim(me, ofLiving)).toBe('OWNED_ELSEWHERE');
      const claimed = await store.claimAbandoned(me, 1_000);
      expect(claimed).toContain(ofExpired);
      expect(claimed).not.toContain(ofLiving);
      await store.release(living);
      expect(await store.claim(me, ofLiving)).toBe('CLAIMED');
      expect(await store.claim(me, 'run_nowhere')).toBe('NOT_FOUND');
    });

    it('takes over from an earlier life of the same instance without waiting for its lease', async () => {
      const { store } = await openStore();
      const before = anOwner();
      await store.register(before, 60_000);
      const { run, item } = started({ owner: before.id });
      await store.commit([item]);
      const after = anOwner(before.instance);
      await store.register(after, 60_000);
      expect(await store.claimAbandoned(after, 1_000)).toContain(run.row.id);
    });

    it('writes history and audit with the change, or nothing at all', async () => {
      const { store, database } = await openStore();
      const { run, item } = started();
      const [audit, late] = [anAudit(), anAudit()];
      await store.commit([{ ...item, audit }]);
      await store.commit([{ ...item, audit: late }]);
      const events = await database.client.runEvent.findMany({ where: { runId: run.row.id } });
      expect(events.map(({ version, type }) => [version, type])).toEqual([[1, 'RUN_STARTED']]);
      const audits = await database.client.auditEntry.findMany({ where: { id: { in: [audit.id, late.id] } } });
      expect(audits.map(({ id, at }) => [id, at.getTime()])).toEqual([[audit.id, 5_000]]);
    });

    it('waits for a transaction of Prisma without blocking it', async () => {
      const { store, database } = await openStore();
      const { run, item } = started();
      await store.commit([item]);
      const next = answered(run);
      let committing: Promise<ReadonlySet<string>> | undefined;
      await database.transaction(async (tx) => {
        await tx.runEvent.create({ data: { runId: run.row.id, version: 99, type: 'x', at: 1n, data: '{}' } });
        committing = store.commit([next.item]);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.runEvent.delete({ where: { runId_version: { runId: run.row.id, version: 99 } } });
      });
      expect(await committing).toEqual(new Set());
    });

    it('loses and doubles nothing while a rival forces deadlocks', { timeout: 60_000 }, async () => {
      const { store, database } = await openStore();
      const objects = new Map(LONG_IDS.map((id) => [id, [anObject('h1')]]));
      let runs = Array.from({ length: 40 }, () =>
        step(aRun(LONG_PLAN, { id: newId() }), { type: 'START', objects, known: known() }),
      );
      await store.commit(runs.map(({ item }) => item));
      const ids = runs.map(({ run }) => run.row.id).sort();
      const rival = database.provider === 'mysql' ? await startRival(database.url, ids.toReversed()) : null;
      for (let round = 0; round < LONG_IDS.length; round += 1) {
        runs = runs.map(({ run }) => answered(run));
        const halves = [runs.filter((_, index) => index % 2 === 0), runs.filter((_, index) => index % 2 === 1)];
        const lost = await Promise.all(halves.map((half) => store.commit(half.map(({ item }) => item))));
        expect(lost).toEqual([new Set(), new Set()]);
      }
      if (rival) expect(await rival.stop()).toBeGreaterThan(0);
      const loaded = await store.load(ids);
      for (const { run } of runs) {
        expect(loaded.get(run.row.id)).toMatchObject({ row: run.row, nodes: run.nodes, attempts: run.attempts });
      }
      const events = await database.client.runEvent.count({ where: { runId: { in: ids } } });
      expect(events).toBe(40 * (1 + LONG_IDS.length));
    });
  });
});

/**
 * Locks the same rows in the opposite order, one after the other, as fast as it can. It has written much before, so that
 * the server prefers to end the other transaction. `stop` tells how many deadlocks ended another's.
 */
async function startRival(url: string, ids: readonly string[]): Promise<{ stop(): Promise<number> }> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const database = pathname.slice(1);
  const address = { host: hostname, port: Number(port), user: username, password, database };
  const connection = await mariadb.createConnection(address);
  const deadlocks = async (): Promise<number> => {
    const [row] = await connection.query("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'");
    return Number(row.Value);
  };
  const before = await deadlocks();
  let [isStopped, ended] = [false, 0];
  const attack = async (): Promise<void> => {
    while (!isStopped) {
      try {
        await connection.beginTransaction();
        const weight = Array.from({ length: 300 }, (_, version) => ['rival', version, 'x', 1, '{}']);
        await connection.batch('INSERT INTO run_event (run_id,version,type,at,data) VALUES (?,?,?,?,?)', weight);
        for (const id of ids) await connection.query('UPDATE run SET root_object_name=? WHERE id=?', ['rival', id]);
      } catch {
        ended += 1;
      }
      await connection.rollback();
    }
  };
  const attacking = attack();
  return {
    stop: async () => {
      isStopped = true;
      await attacking;
      const others = (await deadlocks()) - before - ended;
      await connection.end();
      return others;
    },
  };
}
