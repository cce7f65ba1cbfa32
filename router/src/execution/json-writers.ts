/** What a serializer throws when a value is not what the schema says: the careful way must judge it. */
export const UNUSUAL = Symbol('unusual value');

/** Anything but characters that stand for themselves in JSON: no quotes, backslashes, controls or surrogates. */
const NEEDS_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
/** Above this a number prints with an exponent. */
const LONGEST_INTEGER = 1e21;

type Write = (value: unknown) => string;

export function unusual(): never {
  throw UNUSUAL;
}

/** A string as JSON: most need no escapes. */
export function quoted(value: string): string {
  return value.length < 64 && !NEEDS_ESCAPE.test(value) ? `"${value}"` : JSON.stringify(value);
}

const isInteger = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) < LONGEST_INTEGER;

/** How values of the built-in scalars are written; each throws for a value that the type does not have. */
export const writeScalar: Readonly<Record<string, Write>> = {
  Int: (value) => (isInteger(value) ? `${value}` : unusual()),
  Float: (value) => (Number.isFinite(value) ? `${value}` : unusual()),
  String: (value) => (typeof value === 'string' ? quoted(value) : unusual()),
  ID: (value) => (typeof value === 'string' ? quoted(value) : isInteger(value) ? `${value}` : unusual()),
  Boolean: (value) => (typeof value === 'boolean' ? `${value}` : unusual()),
};

/** Other scalars may be anything. */
export const writeAny: Write = (value) => JSON.stringify(value);

export function writeEnum(names: ReadonlySet<string>): Write {
  return (value) => (names.has(value as string) ? `"${value}"` : unusual());
}
