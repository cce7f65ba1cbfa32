const REPEATABLE_ERRNO = new Set([1213, 1205, 1020]);
const REPEATABLE_TEXT =
  /\b(1213|1205|1020)\b|SQLITE_BUSY|database is locked|Deadlock found|write conflict or a deadlock|Transaction already closed: Could not/i;

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
