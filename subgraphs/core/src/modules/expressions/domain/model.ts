/** The part of the data model that the language needs; data-model's `EntityModel` satisfies it. */
export type ModelAttribute = {
  name: string;
  dataType: string;
  multiple: boolean;
  references: { packageName: string; entityName: string } | null;
};
export type ModelEntity = { packageName: string; name: string; attributes: readonly ModelAttribute[] };

/** A reference as seen from its target: which entity points here, by which attribute. */
export type BackReference = { entity: ModelEntity; attribute: ModelAttribute };

/** Every object has these, declared or not. */
const BUILT_IN: readonly ModelAttribute[] = ['id', 'displayName'].map((name) => ({
  name,
  dataType: 'str',
  multiple: false,
  references: null,
}));

/** Answers what the checker, the completion and the evaluator ask of a data model. */
export class Model {
  private readonly byPackage = new Map<string, Map<string, ModelEntity>>();
  private readonly backReferences = new Map<string, BackReference[]>();

  constructor(entities: readonly ModelEntity[]) {
    for (const entity of entities) this.add(entity);
  }

  packages(): string[] {
    return [...this.byPackage.keys()];
  }

  hasPackage(name: string): boolean {
    return this.byPackage.has(name);
  }

  entitiesOf(packageName: string): ModelEntity[] {
    return [...(this.byPackage.get(packageName)?.values() ?? [])];
  }

  entity(packageName: string, name: string): ModelEntity | null {
    return this.byPackage.get(packageName)?.get(name) ?? null;
  }

  attributes(entity: ModelEntity): readonly ModelAttribute[] {
    const declared = new Set(entity.attributes.map(({ name }) => name));
    return [...BUILT_IN.filter(({ name }) => !declared.has(name)), ...entity.attributes];
  }

  attribute(entity: ModelEntity, name: string): ModelAttribute | null {
    return this.attributes(entity).find((attribute) => attribute.name === name) ?? null;
  }

  /** Attributes of any package that reference the entity. */
  referencesTo(entity: ModelEntity): readonly BackReference[] {
    return this.backReferences.get(fullName(entity)) ?? [];
  }

  private add(entity: ModelEntity): void {
    const entities = this.byPackage.get(entity.packageName) ?? new Map<string, ModelEntity>();
    this.byPackage.set(entity.packageName, entities.set(entity.name, entity));
    for (const attribute of entity.attributes) {
      if (!attribute.references) continue;
      const target = `${attribute.references.packageName}:${attribute.references.entityName}`;
      this.backReferences.set(target, [...(this.backReferences.get(target) ?? []), { entity, attribute }]);
    }
  }
}

/** `package:entity`. */
export function fullName(entity: ModelEntity): string {
  return `${entity.packageName}:${entity.name}`;
}

export function targetOf(attribute: ModelAttribute): string | null {
  return attribute.references ? `${attribute.references.packageName}:${attribute.references.entityName}` : null;
}
