import type { Manifest, ManifestAttribute } from './manifest.ts';

export type EntityReference = { packageName: string; entityName: string; attributeName: string };

export type EntityModelAttribute = {
  name: string;
  dataType: string;
  description: string;
  required: boolean;
  multiple: boolean;
  references: EntityReference | null;
};

/** An entity of the joined data model, from a manifest or from the running plugin. */
export type EntityModel = {
  packageName: string;
  name: string;
  displayName: string;
  description: string;
  modelVersion: number;
  attributes: EntityModelAttribute[];
};

/** The entities a manifest declares itself; none when its model is dynamic. A repeated name counts once. */
export function manifestEntities(manifest: Manifest, modelVersion = 1): EntityModel[] {
  return firstByName(manifest.dataModel.entities).map((entity) => ({
    packageName: manifest.name,
    name: entity.name,
    displayName: entity.displayName,
    description: entity.description,
    modelVersion,
    attributes: firstByName(entity.attributes).map(toModelAttribute),
  }));
}

function toModelAttribute(attribute: ManifestAttribute): EntityModelAttribute {
  const { name, dataType, description, required, multiple, refPackage, refEntity, refAttribute } = attribute;
  const references =
    refPackage !== null && refEntity !== null
      ? { packageName: refPackage, entityName: refEntity, attributeName: refAttribute ?? 'id' }
      : null;
  return { name, dataType, description, required, multiple, references };
}

function firstByName<T extends { name: string }>(items: readonly T[]): T[] {
  return [...new Map([...items].reverse().map((item) => [item.name, item])).values()].reverse();
}
