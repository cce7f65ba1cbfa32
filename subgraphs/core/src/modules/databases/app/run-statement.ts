import { toError } from '@wecube/kit';
import type { PlannedStatement } from '../domain/plan-scripts.ts';
import { sayDatabase } from '../domain/texts.ts';
import type { ForeignKey, ScriptSession } from '../ports.ts';

type Around = {
  /** Foreign keys that an earlier try of the statement dropped. */
  missing: readonly ForeignKey[];
  /** The platform ended during an earlier try, so it may have been carried out. */
  mayBeDone: boolean;
  /** Writes down which keys are missing from now on; before any is dropped, and when they are back. */
  keep(missing: readonly ForeignKey[]): Promise<void>;
  note(line: string): void;
};

/**
 * Runs one statement of a script. Scripts are written for MySQL, which lets a column grow that a foreign key uses, and
 * MariaDB does not: there the keys are dropped for it and made again.
 */
export async function runStatement(session: ScriptSession, statement: PlannedStatement, around: Around): Promise<void> {
  const { file, line } = statement;
  const missing = [...around.missing];
  try {
    while (!(await runOnce(session, statement, around, missing)));
  } catch (error) {
    if (missing.length > 0) await tryToRestore(session, missing, around);
    const reason = (error as Error).message;
    throw toError(sayDatabase('DATABASE_SCRIPT_FAILED', { file, line, reason }), { cause: error });
  }
  if (missing.length === 0) return;
  await restoreKeys(session, missing, statement);
  await around.keep([]);
  const names = missing.map(({ table, name }) => `${table}.${name}`).join(', ');
  around.note(`${file}, line ${line}: run without foreign keys, which were made again: ${names}`);
}

/** `false`: foreign keys were in the way; they are gone now and added to `missing`. */
async function runOnce(
  session: ScriptSession,
  { text: sql }: PlannedStatement,
  { mayBeDone, keep }: Around,
  missing: ForeignKey[],
): Promise<boolean> {
  try {
    await session.run(sql);
    return true;
  } catch (error) {
    const keys = await session.keysInTheWay(sql, error);
    if (keys.length === 0) {
      if (mayBeDone && session.isDoneBefore(error)) return true;
      throw error;
    }
    missing.push(...keys.filter((key) => !missing.some((one) => isSame(one, key))));
    await keep(missing);
    await session.dropKeys(keys);
    return false;
  }
}

const isSame = (one: ForeignKey, other: ForeignKey): boolean => one.table === other.table && one.name === other.name;

/** The statement failed in another way: its own error is what a person has to know; keys not made here stay written down. */
async function tryToRestore(session: ScriptSession, missing: readonly ForeignKey[], { keep }: Around): Promise<void> {
  try {
    for (const key of missing) await session.restoreKey(key);
  } catch {
    return;
  }
  await keep([]);
}

/** Makes keys again that a statement was run without. */
export async function restoreKeys(
  session: ScriptSession,
  keys: readonly ForeignKey[],
  { file, line }: Pick<PlannedStatement, 'file' | 'line'> = { file: '', line: 0 },
): Promise<void> {
  for (const key of keys) {
    await session.restoreKey(key).catch((error: Error) => {
      const where = { file, line, table: key.table, key: key.name };
      throw toError(sayDatabase('DATABASE_KEY_MISSING', { ...where, reason: error.message }), { cause: error });
    });
  }
}
