import type { Direction } from './expression.ts';
import { referencedIds } from './reference-values.ts';

export type Row = Record<string, unknown>;
type Identified = { id: string; row: Row };

/** The objects of one entity on the path, each with the objects of the level before that lead to it. */
export type Level = {
  entity: string;
  /** In stable order, each id once. */
  objects: readonly Identified[];
  /** Per object the indexes of its parents, ascending; empty on the first level. */
  parents: readonly (readonly number[])[];
};

export type Join = { direction: Direction; attribute: string; multiple: boolean };

/** What a level asks of the next entity: by which values, and how the rows that come are linked to it. */
export type Question = {
  /** Ids the rows must have (FORWARD) or must reference (BACKWARD), each once. */
  values: readonly string[];
  /**
   * The next level. Rows that no object leads to are dropped, whatever the plugin answered; the order follows the
   * parents, so it does not depend on how the calls were cut.
   */
  link(entity: string, rows: readonly Identified[]): Level;
};

export function firstLevel(entity: string, rows: readonly Identified[]): Level {
  const objects = [...byId(rows).values()];
  return { entity, objects, parents: objects.map(() => []) };
}

export function questionOf(from: Level, join: Join): Question {
  return join.direction === 'FORWARD' ? askTargets(from, join) : askPointers(from, join);
}

/** Targets come in the order in which the level before names them. */
function askTargets(from: Level, join: Join): Question {
  const parentsOf = new Map<string, number[]>();
  from.objects.forEach(({ row }, index) => {
    for (const id of idsIn(row, join)) {
      const parents = parentsOf.get(id);
      if (!parents) parentsOf.set(id, [index]);
      else if (parents.at(-1) !== index) parents.push(index);
    }
  });
  return {
    values: [...parentsOf.keys()],
    link(entity, rows) {
      const found = byId(rows);
      const objects: Identified[] = [];
      const parents: number[][] = [];
      for (const [id, leading] of parentsOf) {
        const object = found.get(id);
        if (!object) continue;
        objects.push(object);
        parents.push(leading);
      }
      return { entity, objects, parents };
    },
  };
}

/** Objects that point to the level before come in the order of the first they point to. */
function askPointers(from: Level, join: Join): Question {
  const indexes = new Map(from.objects.map(({ id }, index) => [id, index]));
  return {
    values: [...indexes.keys()],
    link(entity, rows) {
      const byFirst: { object: Identified; parents: number[] }[][] = from.objects.map(() => []);
      for (const object of byId(rows).values()) {
        const parents = pointed(idsIn(object.row, join), indexes);
        const [first] = parents;
        if (first !== undefined) byFirst[first]?.push({ object, parents });
      }
      const linked = byFirst.flat();
      return { entity, objects: linked.map(({ object }) => object), parents: linked.map(({ parents }) => parents) };
    },
  };
}

const idsIn = (row: Row, join: Join) => referencedIds(row[join.attribute], join.multiple);

/** Ascending, each once. */
function pointed(ids: readonly string[], indexes: ReadonlyMap<string, number>): number[] {
  const parents: number[] = [];
  for (const id of ids) {
    const index = indexes.get(id);
    if (index !== undefined && !parents.includes(index)) parents.push(index);
  }
  return parents.length > 1 ? parents.sort((a, b) => a - b) : parents;
}

function byId(rows: readonly Identified[]): Map<string, Identified> {
  const unique = new Map<string, Identified>();
  for (const row of rows) if (!unique.has(row.id)) unique.set(row.id, row);
  return unique;
}
