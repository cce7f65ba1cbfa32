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
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, maskOne(name, value, sensitive, secrets)])),
  );
}

/** The values that must not show up anywhere. */
export function secretValues(inputs: readonly CallOutput[], sensitive: readonly string[]): readonly string[] {
  const values = inputs.flatMap((input) => sensitive.flatMap((name) => texts(input[name])));
  return [...new Set(values)].filter((value) => value.length >= SHORTEST_SECRET);
}

function texts(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return typeof value === 'object' ? Object.values(value).flatMap(texts) : [String(value)];
}

function maskOne(name: string, value: unknown, sensitive: readonly string[], secrets: readonly string[]): unknown {
  if (value === null || value === undefined || value === '') return value;
  return sensitive.includes(name) ? MASK : withoutSecrets(value, secrets);
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
