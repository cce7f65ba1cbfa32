import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createConnection } from 'mariadb';
import { type DatabaseAddress, parseDatabaseUrl } from './address.ts';
import { DatabaseError, isMissingTable, rootWords } from './errors.ts';
import { withMigrationLease } from './migration-lease.ts';

export type DatabaseName = 'core' | 'auth';

/** Brings a database to the schema of this version with dbmate; throws with dbmate's words when a migration fails. */
export async function migrate(url: string, database: DatabaseName, folder: string = migrationsFolder()): Promise<void> {
  const address = parseDatabaseUrl(url);
  const directory = join(folder, database, address.provider);
  const target = address.provider === 'sqlite' ? `sqlite:${address.file}` : address.url;
  const dbmate = () =>
    promisify(execFile)(dbmateCommand(), ['--no-dump-schema', '--migrations-dir', directory, 'migrate'], {
      env: { DATABASE_URL: target, PATH: process.env['PATH'] ?? '' },
    });
  try {
    await withMigrationLease(address, async () => void (await dbmate()));
  } catch (error) {
    const words = String((error as { stderr?: string }).stderr || (error as Error).message).trim();
    throw new DatabaseError(`The ${database} database was not migrated: ${words}`, { cause: error });
  }
}

/** Throws when a migration of this version is not applied: a service never works on a schema it does not know. */
export async function requireMigrated(database: RawDatabase, name: DatabaseName): Promise<void> {
  const folder = join(migrationsFolder(), name, database.provider);
  const known = readdirSync(folder).map((file) => file.split('_', 1)[0]);
  const rows = await appliedMigrations(database, name);
  const applied = new Set(rows.map((row) => row.version));
  const missing = known.filter((version) => version && !applied.has(version));
  if (missing.length > 0) {
    throw new DatabaseError(
      `The ${name} database lacks ${missing.length} migrations of this version. Run ./wecube migrate.`,
    );
  }
}

async function appliedMigrations(database: RawDatabase, name: DatabaseName): Promise<{ version: string }[]> {
  try {
    await requireReachable(parseDatabaseUrl(database.url));
    return await database.client.$queryRawUnsafe('SELECT version FROM schema_migrations');
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw new DatabaseError(`The ${name} database cannot be read: ${rootWords(error)}`, { cause: error });
  }
}

// A pool that cannot connect only says that it waited; one connection by itself says why.
async function requireReachable(address: DatabaseAddress): Promise<void> {
  if (address.provider === 'sqlite') return;
  const { host, port, user, password, database } = address;
  const connection = await createConnection({ host, port, user, password, database });
  await connection.end();
}

type RawDatabase = { provider: string; url: string; client: { $queryRawUnsafe<T>(sql: string): Promise<T> } };

// The folder stands beside this file in the sources; bundles look upwards for it.
function migrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    for (const candidate of [join(folder, 'migrations'), join(folder, 'prisma', 'migrations')]) {
      if (existsSync(join(candidate, 'core'))) return candidate;
    }
    if (folder === dirname(folder)) throw new Error('The folder prisma/migrations is missing.');
  }
}

function dbmateCommand(): string {
  const require = createRequire(import.meta.url);
  const platform = `@dbmate/${process.platform}-${process.arch}`;
  const from = createRequire(require.resolve('dbmate/package.json'));
  return join(dirname(from.resolve(`${platform}/package.json`)), 'bin', 'dbmate');
}
