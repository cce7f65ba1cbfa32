import { type EntityModel, entityName } from './entity-model.ts';

/** A reference seen from its target. */
export type BackwardReference = { fromEntity: string; attribute: string };

/** Which attributes of any entity point to the given one. */
export function referencesTo(target: string, entities: readonly EntityModel[]): BackwardReference[] {
  return entities.flatMap((entity) =>
    entity.attributes
      .filter(({ references }) => references && entityName({ ...references, name: references.entityName }) === target)
      .map(({ name }) => ({ fromEntity: entityName(entity), attribute: name })),
  );
}
