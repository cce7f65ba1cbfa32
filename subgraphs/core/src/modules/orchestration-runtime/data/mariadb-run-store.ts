import * as mariadb from 'mariadb';
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

type Statement = { readonly sql: string; readonly values: readonly unknown[] };
type Rows = Record<string, unknown>[];
type Outcome = 'COMMITTED' | 'GUARD_MISSED';

const NOW = 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)';
const DEAD = `(o.id IS NULL OR o.lease_until < ${NOW})`;
const REPEATABLE = new Set([1213, 1205, 1020]);
/** Shutdown in progress, read-only, killed, no wsrep primary. */
const SERVER_GONE = new Set([1053, 1290, 1317, 1927, 1047]);
const TRIES = 40;
/** A deadlock is told at once and costs nothing, so a busy rival is outlasted for longer than a lock that is never free. */
const DEADLOCK_TRIES = 400;
const DEADLOCK = 1213;
const LONGEST_PAUSE_MS = 50;

/**
 * Runs in MySQL or MariaDB over a driver pool of the engine's own. Its sessions have autocommit off and no statement
 * ever says BEGIN: after a deadlock the server has ended the transaction, and what is still on the wire has to fall
 * into a new one, which the rollback removes, instead of being committed statement by statement.
 */
export function createMariadbRunStore(config: mariadb.PoolConfig, lanes: number): RunStore {
  const pool = mariadb.createPool({
    ...config,
    connectionLimit: lanes + 1,
    minimumIdle: lanes,
    timezone: 'Z',
    foundRows: false,
    bigIntAsNumber: true,
    insertIdAsNumber: true,
    initSql: ['SET autocommit=0', 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED', "SET time_zone='+00:00'"],
  });
  return {
    commit: (items) => commitGroup(pool, items),
    load: (runIds) => loadRuns(pool, runIds),
    stamps: (runIds) => repeated(pool, (db) => readStamps(db, runIds)),
    findByStartKey: (startKey) => repeated(pool, (db) => findByStartKey(db, startKey)),
    register: (owner, leaseMs) => repeated(pool, (db) => register(db, owner, leaseMs)),
    renew: (owner, leaseMs) => repeated(pool, (db) => writeLease(db, owner, leaseMs)),
    release: async (owner) =>
      void (await repeated(pool, (db) => db.query('DELETE FROM run_owner WHERE id=?', [owner.id]))),
    claimAbandoned: (owner, limit) => repeated(pool, (db) => claimAbandoned(db, owner, limit)),
    owned: (owner) => repeated(pool, (db) => readOwned(db, owner)),
    claim: (owner, runId) => repeated(pool, (db) => claim(db, owner, runId)),
    close: () => pool.end(),
  };
}

/** Runs one transaction, again as a whole when the server asks for it, at COMMIT too. */
async function repeated<T>(pool: mariadb.Pool, work: (db: mariadb.PoolConnection) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const db = await connection(pool);
    try {
      const result = await work(db);
      await db.query('COMMIT');
      return result;
    } catch (error) {
      await db.query('ROLLBACK').catch(() => undefined);
      if (tried >= TRIES || !isRepeatable(error)) throw named(error);
    } finally {
      await db.release();
    }
    await pause(tried);
  }
}

async function connection(pool: mariadb.Pool): Promise<mariadb.PoolConnection> {
  try {
    return await pool.getConnection();
  } catch (error) {
    throw new StoreUnreachable(error);
  }
}

/** Ever longer and never the same, so that two who lock each other out do not meet again. */
const pause = (tried: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, 2 * tried) * Math.random()));

/** A fatal error has ended the session, and a lock that is never free is no fault of the change: both may pass. */
function named(error: unknown): unknown {
  if (isRepeatable(error)) return new StoreUnreachable(error);
  const { fatal, errno } = error as { fatal?: boolean; errno?: number };
  return fatal || SERVER_GONE.has(errno ?? 0) ? new StoreUnreachable(error) : error;
}

const triesFor = (error: unknown): number =>
  (error as { errno?: number }).errno === DEADLOCK ? DEADLOCK_TRIES : TRIES;

const isRepeatable = (error: unknown): boolean => REPEATABLE.has((error as { errno?: number }).errno ?? 0);

async function commitGroup(pool: mariadb.Pool, items: readonly CommitItem[]): Promise<ReadonlySet<string>> {
  const lost = new Set<string>();
  // One lock order for everybody: by run id.
  let rest = [...items].sort((a, b) => (a.change.row.id < b.change.row.id ? -1 : 1));
  while (rest.length > 0) {
    const missed = await commitOnce(pool, rest);
    if (missed.size === 0) break;
    for (const runId of missed) lost.add(runId);
    rest = rest.filter(({ change }) => !lost.has(change.row.id));
  }
  return lost;
}

/** Two round trips: everything in one burst, then COMMIT if every guard held. Returns the losers otherwise. */
async function commitOnce(pool: mariadb.Pool, items: readonly CommitItem[]): Promise<ReadonlySet<string>> {
  for (let tried = 1; ; tried += 1) {
    const db = await connection(pool);
    try {
      if ((await write(db, items)) === 'COMMITTED') return new Set();
      const stamps = await readStamps(
        db,
        items.map(({ change }) => change.row.id),
      );
      await db.query('ROLLBACK');
      const losers = items.filter((item) => isLost(item, stamps.get(item.change.row.id)));
      if (losers.length > 0) return new Set(losers.map(({ change }) => change.row.id));
    } catch (error) {
      await db.query('ROLLBACK').catch(() => undefined);
      if (tried >= triesFor(error) || !isRepeatable(error)) throw named(error);
    } finally {
      await db.release();
    }
    await pause(tried);
  }
}

/** A new run whose id is free has lost its start key to another. */
function isLost(item: CommitItem, stamp: RunStamp | undefined): boolean {
  const { row, expectedVersion } = item.change;
  if (isNewRun(item)) return stamp !== undefined || row.startKey !== null;
  return stamp?.version !== expectedVersion || stamp.epoch !== row.epoch;
}

async function write(db: mariadb.PoolConnection, items: readonly CommitItem[]): Promise<Outcome> {
  const started = insert(newRunRows(items));
  const guards = guard(items.filter((item) => !isNewRun(item)));
  const guarded = [...started, ...guards];
  const others = changedRows(items, writeDate).flatMap(insert);
  const sent = [...guarded, ...others].map(({ sql, values }) => db.query(sql, values as unknown[]));
  // Never leave the session while statements are on the wire.
  const answers = await Promise.allSettled(sent);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  const held = answers.slice(0, guarded.length).reduce((sum, answer) => sum + affected(answer), 0);
  if (held === items.length) {
    await db.query('COMMIT');
    return 'COMMITTED';
  }
  await db.query('ROLLBACK');
  return 'GUARD_MISSED';
}

const affected = (answer: PromiseSettledResult<{ affectedRows: number }>): number =>
  answer.status === 'fulfilled' ? answer.value.affectedRows : 0;

const writeDate = (at: number): string => new Date(at).toISOString().slice(0, 23).replace('T', ' ');

/**
 * A row that must be new but exists is left as it is: then a guard has missed too, and all of this is rolled back.
 * Failing on it instead would hide which run was lost.
 */
function insert({ table, columns, updates, rows }: TableRows): Statement[] {
  if (rows.length === 0) return [];
  const tuple = `(${Array(columns.length).fill('?').join(',')})`;
  const update = updates.map((column) => `${column}=VALUES(${column})`).join(',') || `${columns[0]}=${columns[0]}`;
  const sql = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${Array(rows.length).fill(tuple).join(',')}
    ON DUPLICATE KEY UPDATE ${update}`;
  return [{ sql, values: rows.flat() }];
}

/** Moves every run that still has the version and epoch it was reduced from; the count must equal the group's. */
function guard(items: readonly CommitItem[]): Statement[] {
  if (items.length === 0) return [];
  const names = ['id', 'seen', 'epoch', ...GUARDED_COLUMNS];
  const first = `SELECT ${names.map((name) => `? AS ${name}`).join(',')}`;
  const next = ` UNION ALL SELECT ${names.map(() => '?').join(',')}`;
  const sets = GUARDED_COLUMNS.map((column) => `r.${column}=v.${column}`).join(',');
  const sql = `UPDATE run r JOIN (${first}${next.repeat(items.length - 1)}) v
    ON r.id=CONVERT(v.id USING ascii) COLLATE ascii_bin
    SET r.version=v.seen+1,${sets} WHERE r.version=v.seen AND r.epoch=v.epoch`;
  const values = items.flatMap((item): Cell[] => [
    item.change.row.id,
    item.change.expectedVersion,
    item.change.row.epoch,
    ...guardCells(item),
  ]);
  return [{ sql, values }];
}

async function loadRuns(pool: mariadb.Pool, runIds: readonly string[]): Promise<ReadonlyMap<string, StoredRun>> {
  if (runIds.length === 0) return new Map();
  return repeated(pool, async (db) => {
    const runs: Rows = await db.query('SELECT * FROM run WHERE id IN (?)', [runIds]);
    const nodes: Rows = await db.query('SELECT * FROM node_run WHERE run_id IN (?)', [runIds]);
    const attempts: Rows[] = [];
    for (const runId of runIds) attempts.push(await readAttempts(db, runId));
    return assembleRuns(runs, nodes, attempts.flat());
  });
}

/** Request ids start with the run's id and a dot; the slash is the character after it. */
const readAttempts = (db: mariadb.PoolConnection, runId: string): Promise<Rows> =>
  db.query('SELECT * FROM attempt WHERE request_id > ? AND request_id < ?', [`${runId}.`, `${runId}/`]);

async function readStamps(
  db: mariadb.PoolConnection,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, RunStamp>> {
  if (runIds.length === 0) return new Map();
  const rows: RunStamp[] = await db.query('SELECT id,version,epoch,owner,status FROM run WHERE id IN (?)', [runIds]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function findByStartKey(db: mariadb.PoolConnection, startKey: string): Promise<string | null> {
  const rows: Rows = await db.query('SELECT id FROM run WHERE start_key=?', [startKey]);
  return rows[0] ? String(rows[0]['id']) : null;
}

async function register(db: mariadb.PoolConnection, owner: Owner, leaseMs: number): Promise<void> {
  await db.query('DELETE FROM run_owner WHERE instance=? AND id<>?', [owner.instance, owner.id]);
  await writeLease(db, owner, leaseMs);
}

async function writeLease(db: mariadb.PoolConnection, owner: Owner, leaseMs: number): Promise<void> {
  const sql = `INSERT INTO run_owner (id,instance,lease_until) VALUES (?,?,${NOW}+?)
    ON DUPLICATE KEY UPDATE lease_until=VALUES(lease_until)`;
  await db.query(sql, [owner.id, owner.instance, leaseMs]);
}

/** Reads first and updates by key, so that no range of the status index is ever locked. */
async function claimAbandoned(db: mariadb.PoolConnection, owner: Owner, limit: number): Promise<readonly string[]> {
  const sql = `SELECT r.id, r.epoch FROM run r LEFT JOIN run_owner o ON o.id=r.owner
    WHERE r.status IN ('IN_PROGRESS','PAUSED') AND r.owner<>? AND ${DEAD} ORDER BY r.id LIMIT ${limit}`;
  const found: Rows = await db.query(sql, [owner.id]);
  const claimed: string[] = [];
  for (const { id, epoch } of found)
    if (await raiseEpoch(db, owner, String(id), Number(epoch))) claimed.push(String(id));
  return claimed;
}

async function readOwned(db: mariadb.PoolConnection, owner: Owner): Promise<readonly string[]> {
  const sql = "SELECT id FROM run WHERE status IN ('IN_PROGRESS','PAUSED') AND owner=?";
  const rows: Rows = await db.query(sql, [owner.id]);
  return rows.map((row) => String(row['id']));
}

async function raiseEpoch(db: mariadb.PoolConnection, owner: Owner, runId: string, epoch: number): Promise<boolean> {
  const sql = 'UPDATE run SET owner=?, epoch=epoch+1 WHERE id=? AND epoch=?';
  const { affectedRows } = await db.query(sql, [owner.id, runId, epoch]);
  return affectedRows === 1;
}

async function claim(
  db: mariadb.PoolConnection,
  owner: Owner,
  runId: string,
): Promise<'CLAIMED' | 'OWNED_ELSEWHERE' | 'NOT_FOUND'> {
  const sql = `SELECT r.epoch, r.owner, r.status, ${DEAD} AS dead FROM run r LEFT JOIN run_owner o ON o.id=r.owner WHERE r.id=?`;
  const [run]: Rows = await db.query(sql, [runId]);
  if (!run) return 'NOT_FOUND';
  if (run['owner'] === owner.id) return 'CLAIMED';
  const isAtWork = ['IN_PROGRESS', 'PAUSED'].includes(String(run['status'])) && !Number(run['dead']);
  if (isAtWork) return 'OWNED_ELSEWHERE';
  return (await raiseEpoch(db, owner, runId, Number(run['epoch']))) ? 'CLAIMED' : 'OWNED_ELSEWHERE';
}
