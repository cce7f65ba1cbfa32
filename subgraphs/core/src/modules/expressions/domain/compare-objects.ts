import type { DataObject } from './data-object.ts';

type Order = { attribute: string; direction: 'ASC' | 'DESC' };
export type SortKey = string | number | null;

/** What an object is sorted by: a number, a text, or nothing. */
export function sortKey(object: DataObject, order: Order | undefined): SortKey {
  const value = !order || order.attribute === 'displayName' ? object.displayName : object.attributes[order.attribute];
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  return JSON.stringify(value) ?? null;
}

/** A total order: by the key (nothing, then numbers, then texts by code unit), then by id. */
export function compareObjects(order: Order | undefined): (a: DataObject, b: DataObject) => number {
  return (a, b) => comparePositions([sortKey(a, order), a.objectId], [sortKey(b, order), b.objectId], order);
}

export function comparePositions(
  a: readonly [SortKey, string],
  b: readonly [SortKey, string],
  order: Order | undefined,
): number {
  const ascending = compareKeys(a[0], b[0]) || compareKeys(a[1], b[1]);
  return order?.direction === 'DESC' ? -ascending : ascending;
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (typeof a !== typeof b || a === null || b === null) return kind(a) - kind(b);
  return a < b ? -1 : 1;
}

const kind = (key: SortKey) => (key === null ? 0 : typeof key === 'number' ? 1 : 2);
