import type { CallOutput } from './run.ts';

const MASK = '******';
/** Shorter values would be found everywhere by chance. */
const SHORTEST_SECRET = 4;

/** Inputs and outputs as people may see them: sensitive parameters masked, also where an output repeats their value. */
export function maskValues<Row extends CallOutput>(
  rows: readonly Row[],
  sensitive: readonly string[],
  secrets: readonly string[],
): CallOutput[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, maskOne([name], value, sensitive, secrets)])),
  );
}

/** The values that must not show up anywhere. */
export function secretValues(inputs: readonly CallOutput[], sensitive: readonly string[]): readonly string[] {
  const values = inputs.flatMap((input) => sensitive.flatMap((path) => texts(valueAt(input, path))));
  return [...new Set(values)].filter((value) => value.length >= SHORTEST_SECRET);
}

/** The value of a parameter, or of a property inside it as `parameter.property`; of several objects all. */
function valueAt(input: unknown, path: string): unknown {
  if (Array.isArray(input)) return input.map((one) => valueAt(one, path));
  if (input === null || typeof input !== 'object') return undefined;
  const fields = input as Record<string, unknown>;
  if (path in fields) return fields[path];
  const dots = [...path.matchAll(/\./g)].map(({ index }) => index);
  const dot = dots.find((at) => path.slice(0, at) in fields);
  return dot === undefined ? undefined : valueAt(fields[path.slice(0, dot)], path.slice(dot + 1));
}

function texts(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return typeof value === 'object' ? Object.values(value).flatMap(texts) : [String(value)];
}

/** Masks a sensitive parameter whole, and a sensitive property wherever its parameter holds it. */
function maskOne(
  path: readonly string[],
  value: unknown,
  sensitive: readonly string[],
  secrets: readonly string[],
): unknown {
  if (value === null || value === undefined || value === '') return value;
  const name = path.join('.');
  if (sensitive.includes(name)) return MASK;
  if (!sensitive.some((one) => one.startsWith(`${name}.`))) return withoutSecrets(value, secrets);
  if (Array.isArray(value)) return value.map((one) => maskOne(path, one, sensitive, secrets));
  if (typeof value !== 'object') return withoutSecrets(value, secrets);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, maskOne([...path, key], one, sensitive, secrets)]),
  );
}

/** Replaces every secret inside a value, however deep it stands. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return value;
  if (typeof value === 'string')
    return secrets.reduce<string>((text, secret) => text.replaceAll(secret, MASK), value) as T;
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, secrets)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutSecrets(one, secrets)])) as T;
}
