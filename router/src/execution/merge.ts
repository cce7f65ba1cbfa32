import type { DataObject } from './run.ts';

/** Merges what a fetch brought into what is known: objects by key, lists of equal length by index, all else replaced. */
export function merge(target: DataObject, source: DataObject): void {
  if (target === source) return;
  for (const key in source) {
    const value = source[key];
    if (value === undefined || key === '__proto__') continue;
    const known = target[key];
    if (isObject(known) && isObject(value)) mergeValues(target, key, known, value);
    else target[key] = value;
  }
}

function mergeValues(target: DataObject, key: string, known: object, value: object): void {
  const isList = Array.isArray(value);
  if (!isList && !Array.isArray(known)) merge(known as DataObject, value as DataObject);
  else if (isList && Array.isArray(known) && known.length === value.length) mergeLists(known, value);
  else target[key] = value;
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  if (target === source) return;
  for (let index = 0; index < source.length; index += 1) {
    const known = target[index];
    const value = source[index];
    if (isPlainObject(known) && isPlainObject(value)) merge(known, value);
    else target[index] = value;
  }
}

/** Whether a value has parts that two holders of it would share. */
export function hasNested(object: DataObject): boolean {
  for (const key in object) if (isObject(object[key])) return true;
  return false;
}

/** A copy that shares nothing with the value of parsed JSON it was made from. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isObject(value)) return value;
  const copy: DataObject = {};
  for (const key in value) copy[key] = copyOf((value as DataObject)[key]);
  return copy as T;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isPlainObject(value: unknown): value is DataObject {
  return isObject(value) && !Array.isArray(value);
}
