import Database from 'libsql';
import {
  type CommitItem,
  type Owner,
  type RunStamp,
  type RunStore,
  type StoredRun,
  StoreUnreachable,
} from '../ports.ts';
import { assembleRuns } from './read-runs.ts';
import {
  type Cell,
  changedRows,
  GUARDED_COLUMNS,
  guardCells,
  isNewRun,
  newRunRows,
  type TableRows,
} from './table-rows.ts';

type Raw = Record<string, unknown>;
type Statement = Database.Statement<unknown[]>;
type Prepare = (sql: string) => Statement;

const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
const DEAD = `(o.id IS NULL OR o.lease_until < ${NOW})`;
const LONGEST_WAIT_MS = 30_000;

/**
 * Runs in the SQLite file that Prisma's client uses too. Statements run one by one inside BEGIN IMMEDIATE, so a
 * transaction begins and ends within one turn of the event loop. The file may be locked by a transaction of Prisma in
 * this very process, which can only end if we yield: hence no busy timeout, but another try a little later.
 */
export async function createSqliteRunStore(file: string): Promise<RunStore> {
  const db = new Database(file, { timeout: 0 });
  await untilFree(() => db.pragma('journal_mode=WAL'));
  db.pragma('synchronous=FULL');
  db.pragma('busy_timeout=0');
  const prepare = preparing(db);
  const inTransaction = <T>(work: () => T): Promise<T> => untilFree(() => transaction(prepare, work));
  return {
    commit: (items) => inTransaction(() => commitGroup(prepare, items)),
    load: (runIds) => untilFree(() => loadRuns(prepare, runIds)),
    stamps: (runIds) => untilFree(() => readStamps(prepare, runIds)),
    findByStartKey: (startKey) =>
      untilFree(() => textOf(prepare('SELECT id FROM run WHERE start_key=?').get(startKey), 'id')),
    register: (owner, leaseMs) => inTransaction(() => register(prepare, owner, leaseMs)),
    renew: (owner, leaseMs) => inTransaction(() => writeLease(prepare, owner, leaseMs)),
    release: (owner) => inTransaction(() => void prepare('DELETE FROM run_owner WHERE id=?').run(owner.id)),
    claimAbandoned: (owner, limit) => inTransaction(() => claimAbandoned(prepare, owner, limit)),
    owned: (owner) => untilFree(() => readOwned(prepare, owner)),
    claim: (owner, runId) => inTransaction(() => claim(prepare, owner, runId)),
    close: async () => void db.close(),
  };
}

function preparing(db: Database.Database): Prepare {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
}

function transaction<T>(prepare: Prepare, work: () => T): T {
  prepare('BEGIN IMMEDIATE').run();
  try {
    const result = work();
    prepare('COMMIT').run();
    return result;
  } catch (error) {
    prepare('ROLLBACK').run();
    throw error;
  }
}

async function untilFree<T>(work: () => T): Promise<T> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > deadline) throw new StoreUnreachable(error);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

const isBusy = (error: unknown): boolean =>
  /SQLITE_BUSY|database is locked|database table is locked/.test(`${(error as { code?: string }).code} ${error}`);

/** Losers are skipped one by one; the rest is committed. */
function commitGroup(prepare: Prepare, items: readonly CommitItem[]): ReadonlySet<string> {
  const lost = new Set(items.filter((item) => !takesPlace(prepare, item)).map(({ change }) => change.row.id));
  const winners = items.filter(({ change }) => !lost.has(change.row.id));
  for (const table of changedRows(winners, writeDate)) insertAll(prepare, table);
  return lost;
}

function takesPlace(prepare: Prepare, item: CommitItem): boolean {
  if (!isNewRun(item)) return guard(prepare, item);
  const { table, columns, rows } = newRunRows([item]);
  const sql = `${insertSql(table, columns)} ON CONFLICT DO NOTHING`;
  return prepare(sql).run(...(rows[0] ?? [])).changes === 1;
}

const GUARD = `UPDATE run SET version=version+1,${GUARDED_COLUMNS.map((column) => `${column}=?`).join(',')}
  WHERE id=? AND version=? AND epoch=?`;

function guard(prepare: Prepare, item: CommitItem): boolean {
  const { row, expectedVersion } = item.change;
  const cells: Cell[] = [...guardCells(item), row.id, expectedVersion, row.epoch];
  return prepare(GUARD).run(...cells).changes === 1;
}

function insertAll(prepare: Prepare, { table, columns, updates, rows }: TableRows): void {
  const keys = KEYS[table] ?? '';
  const update = updates.map((column) => `${column}=excluded.${column}`).join(',');
  const sql = insertSql(table, columns) + (update ? ` ON CONFLICT (${keys}) DO UPDATE SET ${update}` : '');
  const statement = prepare(sql);
  for (const row of rows) statement.run(...row);
}

const KEYS: Readonly<Record<string, string>> = { node_run: 'run_id,node_id', attempt: 'request_id' };
const insertSql = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`;
/** As Prisma's adapter writes dates into a file. */
const writeDate = (at: number): string => new Date(at).toISOString().replace('Z', '+00:00');

function loadRuns(prepare: Prepare, runIds: readonly string[]): ReadonlyMap<string, StoredRun> {
  const all = (sql: string, ...values: string[]) => prepare(sql).all(...values) as Raw[];
  const runs = runIds.flatMap((id) => all('SELECT * FROM run WHERE id=?', id));
  const nodes = runIds.flatMap((id) => all('SELECT * FROM node_run WHERE run_id=?', id));
  const attempts = runIds.flatMap((id) =>
    all('SELECT * FROM attempt WHERE request_id > ? AND request_id < ?', `${id}.`, `${id}/`),
  );
  return assembleRuns(runs, nodes, attempts);
}

function readStamps(prepare: Prepare, runIds: readonly string[]): ReadonlyMap<string, RunStamp> {
  const rows = runIds.flatMap(
    (id) => prepare('SELECT id,version,epoch,owner,status FROM run WHERE id=?').all(id) as RunStamp[],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const textOf = (row: unknown, column: string): string | null => {
  const value = (row as Raw | undefined)?.[column];
  return typeof value === 'string' ? value : null;
};

function register(prepare: Prepare, owner: Owner, leaseMs: number): void {
  prepare('DELETE FROM run_owner WHERE instance=? AND id<>?').run(owner.instance, owner.id);
  writeLease(prepare, owner, leaseMs);
}

function writeLease(prepare: Prepare, owner: Owner, leaseMs: number): void {
  const sql = `INSERT INTO run_owner (id,instance,lease_until) VALUES (?,?,${NOW}+?)
    ON CONFLICT (id) DO UPDATE SET lease_until=excluded.lease_until`;
  prepare(sql).run(owner.id, owner.instance, leaseMs);
}

function claimAbandoned(prepare: Prepare, owner: Owner, limit: number): readonly string[] {
  const sql = `SELECT r.id, r.epoch FROM run r LEFT JOIN run_owner o ON o.id=r.owner
    WHERE r.status IN ('IN_PROGRESS','PAUSED') AND r.owner<>? AND ${DEAD} ORDER BY r.id LIMIT ?`;
  const found = prepare(sql).all(owner.id, limit) as { id: string; epoch: number }[];
  return found.filter(({ id, epoch }) => raiseEpoch(prepare, owner, id, epoch)).map(({ id }) => id);
}

function readOwned(prepare: Prepare, owner: Owner): readonly string[] {
  const sql = "SELECT id FROM run WHERE status IN ('IN_PROGRESS','PAUSED') AND owner=?";
  return (prepare(sql).all(owner.id) as { id: string }[]).map(({ id }) => id);
}

function raiseEpoch(prepare: Prepare, owner: Owner, runId: string, epoch: number): boolean {
  return (
    prepare('UPDATE run SET owner=?, epoch=epoch+1 WHERE id=? AND epoch=?').run(owner.id, runId, epoch).changes === 1
  );
}

function claim(prepare: Prepare, owner: Owner, runId: string): 'CLAIMED' | 'OWNED_ELSEWHERE' | 'NOT_FOUND' {
  const sql = `SELECT r.epoch, r.owner, r.status, ${DEAD} AS dead FROM run r LEFT JOIN run_owner o ON o.id=r.owner WHERE r.id=?`;
  const run = prepare(sql).get(runId) as { epoch: number; owner: string; status: string; dead: number } | undefined;
  if (!run) return 'NOT_FOUND';
  if (run.owner === owner.id) return 'CLAIMED';
  if (['IN_PROGRESS', 'PAUSED'].includes(run.status) && !run.dead) return 'OWNED_ELSEWHERE';
  return raiseEpoch(prepare, owner, runId, run.epoch) ? 'CLAIMED' : 'OWNED_ELSEWHERE';
}
