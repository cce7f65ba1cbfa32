import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import Libsql from 'libsql';
import mariadb from 'mariadb';
import type { DatabaseAddress } from './address.ts';

const LEASE_SECONDS = 600;
const WAIT_MS = 120_000;
const TABLE = 'migration_lease';

type Statement = (sql: string, values: readonly unknown[]) => Promise<number>;

/**
 * Runs `work` while holding the one migration lease of a database, since dbmate takes no lock.
 * The lease is a row guarded by the database's clock; a holder that died is waited out.
 */
export async function withMigrationLease(address: DatabaseAddress, work: () => Promise<void>): Promise<void> {
  const connection = await connect(address);
  const owner = randomUUID();
  try {
    await connection.run(
      `CREATE TABLE IF NOT EXISTS ${TABLE} (id INTEGER PRIMARY KEY, owner VARCHAR(64) NOT NULL, until_second BIGINT NOT NULL)`,
      [],
    );
    await connection.run(`INSERT ${connection.ignore} INTO ${TABLE} (id, owner, until_second) VALUES (1, '', 0)`, []);
    await acquire(connection, owner);
    await work();
  } finally {
    await connection.run(`UPDATE ${TABLE} SET until_second = 0 WHERE id = 1 AND owner = ?`, [owner]).catch(() => 0);
    await connection.close();
  }
}

async function acquire(connection: Connection, owner: string): Promise<void> {
  const { now } = connection;
  const sql = `UPDATE ${TABLE} SET owner = ?, until_second = ${now} + ${LEASE_SECONDS} WHERE id = 1 AND until_second < ${now}`;
  for (const deadline = Date.now() + WAIT_MS; ; await sleep(250)) {
    if ((await connection.run(sql, [owner])) === 1) return;
    if (Date.now() > deadline) {
      throw new Error('Another process is migrating this database; its lease did not end within two minutes.');
    }
  }
}

type Connection = { run: Statement; ignore: string; now: string; close(): Promise<void> };

async function connect(address: DatabaseAddress): Promise<Connection> {
  if (address.provider === 'sqlite') {
    const file = new Libsql(address.file, { timeout: 10_000 });
    return {
      run: async (sql, values) => file.prepare(sql).run(...values).changes,
      ignore: 'OR IGNORE',
      now: "CAST(strftime('%s', 'now') AS INTEGER)",
      close: async () => void file.close(),
    };
  }
  const { host, port, user, password, database } = address;
  const connection = await mariadb.createConnection({ host, port, user, password, database });
  return {
    run: async (sql, values) => ((await connection.query(sql, [...values])) as { affectedRows: number }).affectedRows,
    ignore: 'IGNORE',
    now: 'UNIX_TIMESTAMP()',
    close: () => connection.end(),
  };
}
