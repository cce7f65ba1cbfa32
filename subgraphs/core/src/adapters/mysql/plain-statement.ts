import type { Connection, SqlError } from 'mariadb';

/** Runs a statement; an error is the server's own words: the driver adds the statement, which may be long and hold secrets. */
export async function runPlainly(connection: Connection, statement: string): Promise<void> {
  await connection.query(statement).catch((error: SqlError) => {
    throw Object.assign(new Error(error.sqlMessage ?? error.message, { cause: error }), { errno: error.errno });
  });
}

/** A name as an identifier, whatever it holds. */
export const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
