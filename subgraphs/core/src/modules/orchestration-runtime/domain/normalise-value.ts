import type { ParameterSpec } from './events.ts';

export type Normalised = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

/** What is wrong with a value: the case of PARAMETER_UNRESOLVED, and what was found. */
export type Fault =
  | { readonly case: 'required' | 'blank' | 'object' }
  | { readonly case: 'several'; readonly found: number }
  | { readonly case: 'number' | 'integer'; readonly value: string }
  | { readonly case: 'mapping'; readonly mapping: string };

const value = (of: unknown): Normalised => ({ ok: true, value: of });
const refuse = (fault: Fault): Normalised => ({ ok: false, fault });
const isNothing = (raw: unknown): boolean => raw === null || raw === undefined;
const isBlank = (raw: unknown): boolean => isNothing(raw) || (typeof raw === 'string' && raw.trim() === '');

/** Brings a raw value into the form a plugin expects for the parameter; an absent optional value is null. */
export function normaliseValue(raw: unknown, spec: ParameterSpec): Normalised {
  const takesMany = spec.multiple || spec.dataType === 'list';
  if (Array.isArray(raw)) return takesMany ? normaliseMany(raw, spec) : normaliseOnly(raw, spec);
  if (isNothing(raw)) return spec.required ? refuse({ case: 'required' }) : value(null);
  return takesMany ? normaliseMany([raw], spec) : normaliseOne(raw, spec);
}

function normaliseMany(raw: readonly unknown[], spec: ParameterSpec): Normalised {
  if (raw.length === 0 && spec.required) return refuse({ case: 'required' });
  const values: unknown[] = [];
  for (const one of raw) {
    const normalised = normaliseOne(one, spec);
    if (!normalised.ok) return normalised;
    values.push(normalised.value);
  }
  return value(values);
}

function normaliseOnly(raw: readonly unknown[], spec: ParameterSpec): Normalised {
  if (raw.length > 1) return refuse({ case: 'several', found: raw.length });
  return raw.length === 0 ? normaliseValue(null, spec) : normaliseValue(raw[0], spec);
}

function normaliseOne(raw: unknown, spec: ParameterSpec): Normalised {
  if (isNothing(raw)) return spec.required ? refuse({ case: 'required' }) : value(null);
  switch (spec.dataType) {
    case 'string':
    case 'str':
      return normaliseText(raw, spec);
    case 'int':
    case 'number':
      return normaliseNumber(raw, spec);
    case 'object':
      return normaliseObject(raw, spec);
    default:
      return value(raw);
  }
}

/** An object, or its JSON text, which is how a person writes one. */
function normaliseObject(raw: unknown, spec: ParameterSpec): Normalised {
  if (typeof raw === 'object') return value(raw);
  if (isBlank(raw)) return spec.required ? refuse({ case: 'blank' }) : value(null);
  try {
    const parsed: unknown = JSON.parse(String(raw));
    return typeof parsed === 'object' && parsed !== null ? value(parsed) : refuse({ case: 'object' });
  } catch {
    return refuse({ case: 'object' });
  }
}

function normaliseText(raw: unknown, spec: ParameterSpec): Normalised {
  if (spec.required && isBlank(raw)) return refuse({ case: 'blank' });
  if (typeof raw === 'number') return value(printNumber(raw));
  return value(typeof raw === 'object' ? JSON.stringify(raw) : String(raw));
}

function normaliseNumber(raw: unknown, spec: ParameterSpec): Normalised {
  if (isBlank(raw)) return spec.required ? refuse({ case: 'blank' }) : value(null);
  const parsed = typeof raw === 'number' ? raw : Number(String(raw).trim());
  if (!Number.isFinite(parsed)) return refuse({ case: 'number', value: String(raw) });
  if (spec.dataType === 'int' && !Number.isInteger(parsed)) return refuse({ case: 'integer', value: String(raw) });
  return value(parsed);
}

/** Whole numbers in plain digits, whatever their size; the original printed 3 as "3.000000". */
function printNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}
