import { type BackwardReference, referencesTo } from '../domain/backward-references.ts';
import { type EntityModel, entityName } from '../domain/entity-model.ts';
import type { PackageModel } from '../domain/package-model.ts';
import type { DataModelPackageObject, EntityTypeObject } from './data-model.object.ts';

/** The entities of the joined model as clients see them, each with what points to it. */
export function presentEntities(entities: readonly EntityModel[]): EntityTypeObject[] {
  return entities.map((entity) => presentEntity(entity, referencesTo(entityName(entity), entities)));
}

export function presentPackageModel(model: PackageModel): DataModelPackageObject {
  const { packageName, version, dynamic, syncedAt, entityCount } = model;
  return { name: packageName, version, dynamic, syncedAt, entityCount };
}

function presentEntity(entity: EntityModel, referencedBy: BackwardReference[]): EntityTypeObject {
  const { packageName, name, displayName, description, modelVersion } = entity;
  const fullName = entityName(entity);
  return {
    ...{ id: fullName, name: fullName, packageName, entityName: name, displayName, description, modelVersion },
    referencedBy,
    attributes: entity.attributes.map(({ references: to, ...attribute }) => ({
      ...attribute,
      references: to && entityName({ packageName: to.packageName, name: to.entityName }),
    })),
  };
}
