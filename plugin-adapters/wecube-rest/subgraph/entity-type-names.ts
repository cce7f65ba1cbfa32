import type { EntityModel } from '../../contract/index.ts';
import { NameScope } from './name-scope.ts';
import { pascalCase } from './names.ts';
import { RESERVED_TYPES } from './reserved-names.ts';

/** The type names of a package's entities; every subgraph that refers to them comes to the same. */
export function entityTypeNames(packageName: string, entities: readonly EntityModel[]): Map<string, string> {
  return claimTypeNames(new NameScope(RESERVED_TYPES), packageName, entities);
}

/** Claims the entities' type names in the package's scope, before anything else is named there. */
export function claimTypeNames(
  scope: NameScope,
  packageName: string,
  entities: readonly EntityModel[],
): Map<string, string> {
  return scope.claimAll(
    entities.map((entity) => ({ original: entity.name, candidate: pascalCase(packageName, entity.name) })),
  );
}
