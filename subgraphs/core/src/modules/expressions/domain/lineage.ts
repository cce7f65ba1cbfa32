import type { Level } from './level.ts';

/** Object id of the last level -> ids of every object of the first level that leads to it, in the first level's order. */
export function lineageOf(levels: readonly Level[]): Map<string, string[]> {
  const first = levels[0];
  const last = levels.at(-1);
  if (!first || !last) return new Map();
  let roots: readonly (readonly number[])[] = first.objects.map((_, index) => [index]);
  for (const level of levels.slice(1)) roots = level.parents.map((parents) => united(parents, roots));
  return new Map(
    last.objects.map(({ id }, index) => [id, (roots[index] ?? []).map((root) => first.objects[root]?.id as string)]),
  );
}

/** Every object on any path to an object of the last level, itself excluded, from the first level on. */
export function ancestorsOf(levels: readonly Level[], objectId: string): { entity: string; objectId: string }[] {
  const last = levels.at(-1);
  let indexes = last ? [last.objects.findIndex(({ id }) => id === objectId)].filter((index) => index >= 0) : [];
  const found: { entity: string; objectId: string }[] = [];
  for (let depth = levels.length - 1; depth > 0; depth--) {
    const level = levels[depth] as Level;
    const above = levels[depth - 1] as Level;
    indexes = [...new Set(indexes.flatMap((index) => level.parents[index] ?? []))].sort((a, b) => a - b);
    found.unshift(...indexes.map((index) => ({ entity: above.entity, objectId: above.objects[index]?.id as string })));
  }
  return found;
}

function united(parents: readonly number[], roots: readonly (readonly number[])[]): readonly number[] {
  const [only, ...more] = parents;
  if (only !== undefined && more.length === 0) return roots[only] ?? [];
  return [...new Set(parents.flatMap((parent) => roots[parent] ?? []))].sort((a, b) => a - b);
}
