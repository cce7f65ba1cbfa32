import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from './testing/index.ts';

const root = join(import.meta.dirname, '..');
type Column = { type: string; required: boolean };
type Tables = Map<string, Map<string, Column>>;

/** Which kind of column a Prisma type stands for, in words both engines can be brought to. */
const KINDS: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'integer',
  Boolean: 'boolean',
  Float: 'real',
  DateTime: 'time',
};

for (const database of ['core', 'auth'] as const) {
  for (const provider of ['sqlite', 'mysql'] as const) {
    describe(`${database} on ${provider}`, () => {
      it('has migrations that make exactly the tables and columns of the schema', async () => {
        const { database: opened, drop } = await openTestDatabase(database, provider);
        try {
          const rows = await (provider === 'sqlite' ? sqliteColumns(opened.client) : mysqlColumns(opened.client));
          expect(plain(rows)).toEqual(plain(declaredTables(database)));
        } finally {
          await drop();
        }
      });
    });
  }
}

type RawClient = { $queryRawUnsafe<T>(sql: string): Promise<T> };

async function sqliteColumns(client: RawClient): Promise<Tables> {
  const sql = `SELECT m.name AS tableName, c.name AS columnName, c.type AS type, c."notnull" AS required
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`;
  return collect(await client.$queryRawUnsafe(sql));
}

async function mysqlColumns(client: RawClient): Promise<Tables> {
  const sql = `SELECT TABLE_NAME AS tableName, COLUMN_NAME AS columnName, COLUMN_TYPE AS type, IF(IS_NULLABLE = 'NO', 1, 0) AS required
    FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()`;
  return collect(await client.$queryRawUnsafe(sql));
}

type RawColumn = { tableName: string; columnName: string; type: string; required: number | bigint };

function collect(rows: readonly RawColumn[]): Tables {
  const tables: Tables = new Map();
  for (const row of rows) {
    if (['schema_migrations', 'migration_lease'].includes(row.tableName)) continue;
    const table = tables.get(row.tableName) ?? new Map<string, Column>();
    tables.set(
      row.tableName,
      table.set(row.columnName, { type: kindOf(row.type), required: Number(row.required) === 1 }),
    );
  }
  return tables;
}

function kindOf(type: string): string {
  if (/^tinyint\(1\)|^bool/i.test(type)) return 'boolean';
  if (/int/i.test(type)) return 'integer';
  if (/datetime/i.test(type)) return 'time';
  if (/double|real|float/i.test(type)) return 'real';
  if (/char|text/i.test(type)) return 'text';
  return type;
}

/** Reads the models of prisma/<database>/*.prisma: tables by @@map, columns by @map. */
function declaredTables(database: string): Tables {
  const folder = join(root, database);
  const source = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const models = [...source.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  const names = new Set(models.map(([, name]) => name));
  return new Map(
    models.map(([, name = '', body = '']) => [/@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, columnsOf(body, names)]),
  );
}

function columnsOf(body: string, models: ReadonlySet<string | undefined>): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const line of body.split('\n')) {
    const [, field, type, optional] = /^\s+(\w+)\s+(\w+)(\?|\[\])?/.exec(line) ?? [];
    if (!field || !type || models.has(type)) continue;
    columns.set(/ @map\("(\w+)"\)/.exec(line)?.[1] ?? field, { type: KINDS[type] ?? type, required: optional !== '?' });
  }
  return columns;
}

const plain = (tables: Tables) =>
  Object.fromEntries(
    [...tables]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, columns]) => [name, Object.fromEntries([...columns].sort(([a], [b]) => (a < b ? -1 : 1)))]),
  );
