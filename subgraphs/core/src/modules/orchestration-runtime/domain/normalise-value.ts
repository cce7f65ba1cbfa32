import type { ParameterSpec } from './events.ts';

export type Normalised =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

const value = (of: unknown): Normalised => ({ ok: true, value: of });
const refuse = (message: string): Normalised => ({ ok: false, message });
const isNothing = (raw: unknown): boolean => raw === null || raw === undefined;
const isBlank = (raw: unknown): boolean => isNothing(raw) || (typeof raw === 'string' && raw.trim() === '');

/** Brings a raw value into the form a plugin expects for the parameter; an absent optional value is null. */
export function normaliseValue(raw: unknown, spec: ParameterSpec): Normalised {
  const takesMany = spec.multiple || spec.dataType === 'list';
  if (Array.isArray(raw)) return takesMany ? normaliseMany(raw, spec) : normaliseOnly(raw, spec);
  if (isNothing(raw)) return spec.required ? refuse('is required but has no value') : value(null);
  return takesMany ? normaliseMany([raw], spec) : normaliseOne(raw, spec);
}

function normaliseMany(raw: readonly unknown[], spec: ParameterSpec): Normalised {
  if (raw.length === 0 && spec.required) return refuse('is required but has no value');
  const values: unknown[] = [];
  for (const one of raw) {
    const normalised = normaliseOne(one, spec);
    if (!normalised.ok) return normalised;
    values.push(normalised.value);
  }
  return value(values);
}

function normaliseOnly(raw: readonly unknown[], spec: ParameterSpec): Normalised {
  if (raw.length > 1) return refuse(`takes one value but ${raw.length} were found`);
  return raw.length === 0 ? normaliseValue(null, spec) : normaliseValue(raw[0], spec);
}

function normaliseOne(raw: unknown, spec: ParameterSpec): Normalised {
  if (isNothing(raw)) return spec.required ? refuse('is required but has no value') : value(null);
  switch (spec.dataType) {
    case 'string':
    case 'str':
      return normaliseText(raw, spec);
    case 'int':
    case 'number':
      return normaliseNumber(raw, spec);
    case 'object':
      return typeof raw === 'object' ? value(raw) : refuse('takes an object');
    default:
      return value(raw);
  }
}

function normaliseText(raw: unknown, spec: ParameterSpec): Normalised {
  if (spec.required && isBlank(raw)) return refuse('is required but blank');
  if (typeof raw === 'number') return value(printNumber(raw));
  return value(typeof raw === 'object' ? JSON.stringify(raw) : String(raw));
}

function normaliseNumber(raw: unknown, spec: ParameterSpec): Normalised {
  if (isBlank(raw)) return spec.required ? refuse('is required but blank') : value(null);
  const parsed = typeof raw === 'number' ? raw : Number(String(raw).trim());
  if (!Number.isFinite(parsed)) return refuse(`takes a number, not "${String(raw)}"`);
  if (spec.dataType === 'int' && !Number.isInteger(parsed)) return refuse(`takes a whole number, not "${String(raw)}"`);
  return value(parsed);
}

/** Whole numbers in plain digits, whatever their size; the original printed 3 as "3.000000". */
function printNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}
