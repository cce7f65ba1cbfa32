import type { Direction } from './expression.ts';
import { referencedIds } from './reference-values.ts';

export type Row = Record<string, unknown>;

/** The objects of one entity on the path, each with the objects of the level before that lead to it. */
export type Level = {
  entity: string;
  /** In stable order, each id once. */
  objects: readonly { id: string; row: Row }[];
  /** Per object the indexes of its parents, ascending; empty on the first level. */
  parents: readonly (readonly number[])[];
};

export type Join = { direction: Direction; attribute: string; multiple: boolean };

export function firstLevel(entity: string, rows: readonly { id: string; row: Row }[]): Level {
  const objects = uniqueById(rows);
  return { entity, objects, parents: objects.map(() => []) };
}

/** The values the next entity is asked for: ids it must have (FORWARD) or must reference (BACKWARD), each once. */
export function joinIds(level: Level, join: Join): string[] {
  if (join.direction === 'BACKWARD') return level.objects.map(({ id }) => id);
  return [...new Set(level.objects.flatMap(({ row }) => referencedIds(row[join.attribute], join.multiple)))];
}

/**
 * Links the rows of the next entity to the level they come from. Rows that no object leads to are dropped, whatever
 * the plugin answered; the order follows the parents, so it does not depend on how the calls were cut.
 */
export function nextLevel(from: Level, join: Join, entity: string, rows: readonly { id: string; row: Row }[]): Level {
  const unique = uniqueById(rows);
  const parentsOf = join.direction === 'FORWARD' ? forwardParents(from, join) : backwardParents(from, join);
  const linked = unique
    .map((object) => ({ object, parents: parentsOf(object) }))
    .filter(({ parents }) => parents.length > 0);
  const ordered = join.direction === 'FORWARD' ? byReference(linked, from, join) : byFirstParent(linked);
  return { entity, objects: ordered.map(({ object }) => object), parents: ordered.map(({ parents }) => parents) };
}

type LinkedObject = { object: { id: string; row: Row }; parents: number[] };
type ParentsOf = (object: { id: string; row: Row }) => number[];

function forwardParents(from: Level, join: Join): ParentsOf {
  const byTarget = new Map<string, number[]>();
  from.objects.forEach(({ row }, index) => {
    for (const id of new Set(referencedIds(row[join.attribute], join.multiple))) {
      const parents = byTarget.get(id);
      if (parents) parents.push(index);
      else byTarget.set(id, [index]);
    }
  });
  return ({ id }) => byTarget.get(id) ?? [];
}

function backwardParents(from: Level, join: Join): ParentsOf {
  const indexes = new Map(from.objects.map(({ id }, index) => [id, index]));
  return ({ row }) => {
    const pointed = new Set(referencedIds(row[join.attribute], join.multiple));
    const parents = [...pointed].flatMap((id) => indexes.get(id) ?? []);
    return parents.sort((a, b) => a - b);
  };
}

/** Targets in the order in which the level before names them. */
function byReference(linked: LinkedObject[], from: Level, join: Join): LinkedObject[] {
  const place = new Map(joinIds(from, join).map((id, index) => [id, index]));
  return linked.sort((a, b) => (place.get(a.object.id) ?? 0) - (place.get(b.object.id) ?? 0));
}

function byFirstParent(linked: LinkedObject[]): LinkedObject[] {
  return linked.sort((a, b) => (a.parents[0] ?? 0) - (b.parents[0] ?? 0));
}

function uniqueById(rows: readonly { id: string; row: Row }[]): { id: string; row: Row }[] {
  const seen = new Map<string, { id: string; row: Row }>();
  for (const row of rows) if (!seen.has(row.id)) seen.set(row.id, row);
  return [...seen.values()];
}
