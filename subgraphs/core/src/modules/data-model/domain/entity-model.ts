import type { EntityModel, EntityModelAttribute } from '@wecube/plugin-adapters/contract';

export type { EntityModel, EntityModelAttribute } from '@wecube/plugin-adapters/contract';

/** By convention every object has these, whether its entity declares them or not. */
const BUILT_IN: readonly EntityModelAttribute[] = [
  { name: 'id', dataType: 'str', description: '', required: true, multiple: false, references: null },
  { name: 'displayName', dataType: 'str', description: '', required: false, multiple: false, references: null },
];

/** The entity with `id` and `displayName` first, declared or not. */
export function withBuiltIns(entity: EntityModel): EntityModel {
  const declared = new Set(entity.attributes.map(({ name }) => name));
  const missing = BUILT_IN.filter(({ name }) => !declared.has(name));
  return { ...entity, attributes: [...missing, ...entity.attributes] };
}

/** `package:entity`, the name of an entity in expressions and in the API. */
export function entityName(entity: { packageName: string; name: string }): string {
  return `${entity.packageName}:${entity.name}`;
}

/** The two parts of `package:entity`; `null` for anything else. */
export function parseEntityName(text: string): { packageName: string; name: string } | null {
  const [packageName, name, ...rest] = text.split(':');
  return packageName && name && rest.length === 0 ? { packageName, name } : null;
}
