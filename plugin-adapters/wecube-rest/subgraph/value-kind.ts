/** How a value of a plugin is typed in the graph. */
export type ValueKind = 'ID' | 'STRING' | 'NUMBER' | 'BOOLEAN' | 'JSON';

/** `Float` also for whole numbers: the protocol sets no 32-bit limit. */
export const GRAPHQL_TYPE: Record<ValueKind, string> = {
  ID: 'ID',
  STRING: 'String',
  NUMBER: 'Float',
  BOOLEAN: 'Boolean',
  JSON: 'JSON',
};

const KINDS: Record<string, ValueKind> = {
  int: 'NUMBER',
  integer: 'NUMBER',
  long: 'NUMBER',
  bigint: 'NUMBER',
  float: 'NUMBER',
  double: 'NUMBER',
  decimal: 'NUMBER',
  number: 'NUMBER',
  bool: 'BOOLEAN',
  boolean: 'BOOLEAN',
  object: 'JSON',
  json: 'JSON',
  list: 'JSON',
  array: 'JSON',
};

/** The kind of a declared data type; texts, times and everything unknown are strings. */
export function kindOf(dataType: string): ValueKind {
  const known = dataType.trim().toLowerCase();
  return Object.hasOwn(KINDS, known) ? (KINDS[known] ?? 'STRING') : 'STRING';
}

/** A plugin's value as its kind; what does not fit is null, since plugins do write text into numbers. */
export function toKind(kind: ValueKind, value: unknown): unknown {
  if (value === null || value === undefined) {
    return null;
  }
  switch (kind) {
    case 'JSON':
      return value;
    case 'NUMBER':
      return toNumber(value);
    case 'BOOLEAN':
      return toBoolean(value);
    case 'ID':
      return toId(value);
    case 'STRING':
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** The several values of an attribute: a list as it is, one value as a list of one, nothing as an empty list. */
export function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  return value === null || value === undefined || value === '' ? [] : [value];
}

/** The id in a reference: as text, from `{ id }`, or from WeCube's `id@@...@@name` form; null for none. */
export function toId(value: unknown): string | null {
  if (typeof value === 'object' && value !== null) {
    return toId((value as { id?: unknown }).id ?? (value as { guid?: unknown }).guid);
  }
  const text = value === null || value === undefined ? '' : String(value);
  return text === '' ? null : (text.split('@@', 1)[0] ?? null);
}

function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

function toBoolean(value: unknown): boolean | null {
  const text = String(value).toLowerCase();
  if (['true', 'y', 'yes', '1'].includes(text)) {
    return true;
  }
  return ['false', 'n', 'no', '0'].includes(text) ? false : null;
}
