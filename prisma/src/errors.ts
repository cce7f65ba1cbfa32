const REPEATABLE_ERRNO = new Set([1213, 1205, 1020]);
const REPEATABLE_TEXT =
  /\b(1213|1205|1020)\b|SQLITE_BUSY|database is locked|Deadlock found|write conflict or a deadlock|Transaction already closed: Could not/i;

/** A database that an operator has to see to: not reachable, not migrated, or with an address that is none. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** True when the statement named a table that does not exist. */
export function isMissingTable(error: unknown): boolean {
  return chain(error).some((one) => one['errno'] === 1146 || /no such table|doesn't exist/i.test(text(one)));
}

/** True when a unique index refused the row. */
export function isUniqueViolation(error: unknown): boolean {
  return chain(error).some(
    (one) => one['code'] === 'P2002' || one['errno'] === 1062 || /UNIQUE constraint failed/.test(text(one)),
  );
}

/** True when the same transaction may succeed if all of it is run again: lost locks, certification and busy files. */
export function isRepeatable(error: unknown): boolean {
  return chain(error).some(
    (one) => one['code'] === 'P2034' || REPEATABLE_ERRNO.has(Number(one['errno'])) || REPEATABLE_TEXT.test(text(one)),
  );
}

function chain(error: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  for (
    let one = error;
    one && typeof one === 'object' && found.length < 8;
    one = (one as Record<string, unknown>)['cause']
  ) {
    found.push(one as Record<string, unknown>);
  }
  return found;
}

const text = (one: Record<string, unknown>) => String(one['message'] ?? '');

/** The innermost cause in one line, as an operator wants to read it. */
export function rootWords(error: unknown): string {
  const words = text(chain(error).at(-1) ?? {});
  return words.replace(/\s+/g, ' ').trim() || String(error);
}
