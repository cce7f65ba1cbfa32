import type { Connection } from 'mariadb';
import type { ForeignKey, ScriptSession } from '../../modules/databases/index.ts';
import { quote, runPlainly } from './plain-statement.ts';

/** A column cannot be changed for a foreign key: of its own table, of another one. */
const IN_THE_WAY = [1832, 1833];
/** The key is gone already. */
const GONE = 1091;

type Row = {
  table: string;
  name: string;
  column: string;
  parent: string;
  parentColumn: string;
  onUpdate: string;
  onDelete: string;
};

const KEYS = `SELECT k.TABLE_NAME \`table\`, k.CONSTRAINT_NAME name, k.COLUMN_NAME \`column\`,
    k.REFERENCED_TABLE_NAME parent, k.REFERENCED_COLUMN_NAME parentColumn,
    r.UPDATE_RULE onUpdate, r.DELETE_RULE onDelete
  FROM information_schema.KEY_COLUMN_USAGE k
  JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA
    AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
  WHERE k.CONSTRAINT_SCHEMA = ? AND k.REFERENCED_TABLE_SCHEMA = k.CONSTRAINT_SCHEMA
  ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION`;

/** The foreign keys of a schema as statements of scripts need them out of their way, and back. */
export function createForeignKeys(
  connection: Connection,
  schema: string,
): Pick<ScriptSession, 'keysInTheWay' | 'dropKeys' | 'restoreKey'> {
  const read = async (): Promise<ForeignKey[]> => toKeys((await connection.query(KEYS, [schema])) as Row[]);
  const tableOf = ({ table }: ForeignKey): string => `${quote(schema)}.${quote(table)}`;
  const isThere = async (question: string, parameters: string[]): Promise<boolean> =>
    ((await connection.query(question, parameters)) as unknown[]).length > 0;
  return {
    async keysInTheWay(statement, error) {
      const { errno = 0, message = '' } = error as { errno?: number; message?: string };
      // Only this changes nothing when it fails; a procedure may have done half of its work.
      if (!IN_THE_WAY.includes(errno) || !/^ALTER\s/i.test(statement)) return [];
      const named = namesIn(message);
      return (await read()).filter(({ name }) => named.has(name));
    },
    async dropKeys(keys) {
      for (const key of keys) {
        await runPlainly(connection, `ALTER TABLE ${tableOf(key)} DROP FOREIGN KEY ${quote(key.name)}`).catch(
          (error: { errno?: number }) => {
            if (error.errno !== GONE) throw error;
          },
        );
      }
    },
    async restoreKey(key) {
      const table = 'SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?';
      if (!(await isThere(table, [schema, key.table]))) return;
      if ((await read()).some(({ table, name }) => table === key.table && name === key.name)) return;
      await withoutChecks(connection, `ALTER TABLE ${tableOf(key)} ADD ${key.clause}`);
    },
  };
}

/** What the message names, without the schema before it; the sentence around differs by the server's language. */
const namesIn = (message: string): Set<string> =>
  new Set([...message.matchAll(/'([^']*)'/g)].map(([, name = '']) => name.slice(name.lastIndexOf('/') + 1)));

function toKeys(rows: readonly Row[]): ForeignKey[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const id = `${row.table}\0${row.name}`;
    byKey.set(id, [...(byKey.get(id) ?? []), row]);
  }
  return [...byKey.values()].map(toKey);
}

function toKey(columns: readonly Row[]): ForeignKey {
  const { table, name, parent, onUpdate, onDelete } = columns[0] as Row;
  const own = columns.map(({ column }) => quote(column)).join(', ');
  const others = columns.map(({ parentColumn }) => quote(parentColumn)).join(', ');
  const rules = `${ruleOf('UPDATE', onUpdate)}${ruleOf('DELETE', onDelete)}`;
  return {
    ...{ table, name },
    clause: `CONSTRAINT ${quote(name)} FOREIGN KEY (${own}) REFERENCES ${quote(parent)} (${others})${rules}`,
  };
}

/** The default goes without saying, as it did: said, the server lists the key in other words. */
const ruleOf = (event: string, rule: string): string => (rule === 'RESTRICT' ? '' : ` ON ${event} ${rule}`);

/** Rows that the key was made over without a look at them must not keep it from coming back. */
async function withoutChecks(connection: Connection, statement: string): Promise<void> {
  const [before] = (await connection.query('SELECT @@foreign_key_checks AS checks')) as { checks: unknown }[];
  await connection.query('SET foreign_key_checks = 0');
  try {
    await runPlainly(connection, statement);
  } finally {
    await connection.query(`SET foreign_key_checks = ${Number(before?.checks ?? 1)}`);
  }
}
