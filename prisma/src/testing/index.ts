import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { type AuthDatabase, openAuthDatabase } from '../auth.ts';
import { type CoreDatabase, openCoreDatabase } from '../core.ts';
import { migrate } from '../migrate.ts';
import { createMysqlDatabase, dropMysqlDatabase, ensureTestMariaDb } from './mariadb.ts';

export {
  createMysqlDatabase,
  dropMysqlDatabase,
  ensureTestMariaDb,
  startMariaDb,
  type TestMariaDb,
} from './mariadb.ts';

type Databases = { core: CoreDatabase; auth: AuthDatabase };
type Name = keyof Databases;

/** Runs the block on SQLite and on MariaDB; `open()` gives one freshly migrated database per block. */
export function describeDatabases<N extends Name>(name: N, block: (open: () => Promise<Databases[N]>) => void): void {
  for (const provider of ['sqlite', 'mysql'] as const) {
    describe(`${name} on ${provider}`, () => {
      let opened: Promise<TestDatabase<N>> | undefined;
      afterAll(async () => (await opened)?.drop());
      block(async () => {
        opened ??= openTestDatabase(name, provider);
        return (await opened).database;
      });
    });
  }
}

export type TestDatabase<N extends Name> = { database: Databases[N]; url: string; drop(): Promise<void> };

/** A freshly migrated database on the given engine; `drop` closes and removes it. */
export async function openTestDatabase<N extends Name>(
  name: N,
  provider: 'sqlite' | 'mysql',
): Promise<TestDatabase<N>> {
  const { url, remove } = await (provider === 'sqlite' ? newFile(name) : newSchema(name));
  await migrate(url, name);
  const database = (await (name === 'core' ? openCoreDatabase(url) : openAuthDatabase(url))) as Databases[N];
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await remove();
    },
  };
}

async function newFile(name: string): Promise<{ url: string; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-db-'));
  return {
    url: `file:${join(folder, `${name}.db`)}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function newSchema(name: string): Promise<{ url: string; remove(): Promise<void> }> {
  const server = await ensureTestMariaDb();
  const schema = `test_${name}_${randomBytes(6).toString('hex')}`;
  return { url: await createMysqlDatabase(server, schema), remove: () => dropMysqlDatabase(server, schema) };
}
