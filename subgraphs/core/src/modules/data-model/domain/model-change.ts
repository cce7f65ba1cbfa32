import type { EntityModel } from './entity-model.ts';

/** What differs between two versions of a package's model, by entity name. */
export type ModelChange = { added: string[]; removed: string[]; changed: string[] };

/** Compares by content; neither the order of entities and attributes nor the version number counts. */
export function compareModels(before: readonly EntityModel[], after: readonly EntityModel[]): ModelChange {
  const old = new Map(before.map((entity) => [entity.name, entity]));
  const fresh = new Map(after.map((entity) => [entity.name, entity]));
  return {
    added: [...fresh.keys()].filter((name) => !old.has(name)).sort(),
    removed: [...old.keys()].filter((name) => !fresh.has(name)).sort(),
    changed: [...fresh]
      .filter(([name, entity]) => isChanged(old.get(name), entity))
      .map(([name]) => name)
      .sort(),
  };
}

export function isSameModel({ added, removed, changed }: ModelChange): boolean {
  return added.length + removed.length + changed.length === 0;
}

function isChanged(before: EntityModel | undefined, after: EntityModel): boolean {
  return before !== undefined && fingerprint(before) !== fingerprint(after);
}

function fingerprint({ displayName, description, attributes }: EntityModel): string {
  const sorted = [...attributes].sort((left, right) => (left.name < right.name ? -1 : 1));
  const plain = sorted.map(({ name, dataType, description, required, multiple, references: to }) => {
    const target = to && [to.packageName, to.entityName, to.attributeName];
    return [name, dataType, description, required, multiple, target];
  });
  return JSON.stringify([displayName, description, plain]);
}
