import type { EntityModel, EntityModelAttribute } from './entity-model.ts';

/** What differs between two versions of a package's model, by entity name. */
export type ModelChange = {
  added: string[];
  removed: string[];
  changed: string[];
  /** The attributes of changed entities that differ. */
  attributes: AttributeChange[];
};

/** How an attribute was and is, in the words of `describeAttribute`; null where it was or is not. */
export type AttributeChange = { entity: string; attribute: string; before: string | null; after: string | null };

/** Compares by content; neither the order of entities and attributes nor the version number counts. */
export function compareModels(before: readonly EntityModel[], after: readonly EntityModel[]): ModelChange {
  const old = new Map(before.map((entity) => [entity.name, entity]));
  const fresh = new Map(after.map((entity) => [entity.name, entity]));
  const changed = [...fresh]
    .filter(([name, entity]) => isChanged(old.get(name), entity))
    .map(([name]) => name)
    .sort();
  return {
    added: [...fresh.keys()].filter((name) => !old.has(name)).sort(),
    removed: [...old.keys()].filter((name) => !fresh.has(name)).sort(),
    changed,
    attributes: changed.flatMap((name) => compareAttributes(name, old.get(name), fresh.get(name))),
  };
}

export function isSameModel({ added, removed, changed }: Pick<ModelChange, 'added' | 'removed' | 'changed'>): boolean {
  return added.length + removed.length + changed.length === 0;
}

function compareAttributes(entity: string, before?: EntityModel, after?: EntityModel): AttributeChange[] {
  const old = describedAttributes(before);
  const fresh = describedAttributes(after);
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  const changes = names.map((attribute) => ({
    ...{ entity, attribute },
    before: old.get(attribute) ?? null,
    after: fresh.get(attribute) ?? null,
  }));
  return changes.filter((change) => change.before !== change.after);
}

function describedAttributes(entity?: EntityModel): Map<string, string> {
  return new Map((entity?.attributes ?? []).map((attribute) => [attribute.name, describeAttribute(attribute)]));
}

/** What counts of an attribute for whoever uses it, in one line: its type, what it points to, whether it is a list. */
function describeAttribute({ dataType, references: to, multiple, required }: EntityModelAttribute): string {
  const points = to ? ` → ${to.packageName}:${to.entityName}` : '';
  return `${dataType}${points}${multiple ? ' []' : ''}${required ? ' *' : ''}`;
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
