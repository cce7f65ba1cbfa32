import { claimTypeNames } from './entity-type-names.ts';
import type { NameScope } from './name-scope.ts';
import { camelCase, plural } from './names.ts';
import type { EntityPlan, PackageGraphSource } from './plan.ts';
import { planAttributes } from './plan-attributes.ts';

/** Plans the package's own entities; `types` and `fields` are the scopes that its interfaces go on with. */
export function planEntities(
  source: PackageGraphSource,
  scopes: { types: NameScope; queries: NameScope; mutations: NameScope },
): EntityPlan[] {
  const { packageName, entities } = source;
  const typeNames = claimTypeNames(scopes.types, packageName, entities);
  const lists = scopes.queries.claimAll(
    entities.map((entity) => ({ original: entity.name, candidate: camelCase(packageName, plural(entity.name)) })),
  );
  return entities.map((entity) => {
    const typeName = typeNames.get(entity.name) ?? entity.name;
    const name = { entity: entity.name, typeName, list: lists.get(entity.name) ?? entity.name, packageName };
    return {
      packageName,
      entityName: entity.name,
      displayName: entity.displayName,
      description: entity.description,
      typeName,
      names: claimDerivedNames(name, scopes),
      attributes: planAttributes(entity, source),
      reverse: [],
    };
  });
}

function claimDerivedNames(
  name: { entity: string; typeName: string; list: string; packageName: string },
  scopes: { types: NameScope; queries: NameScope; mutations: NameScope },
): EntityPlan['names'] {
  const { entity, typeName, packageName } = name;
  const type = (suffix: string) => scopes.types.claim(`${typeName}${suffix}`, `${entity} ${suffix}`);
  const mutation = (verb: string) => scopes.mutations.claim(camelCase(packageName, verb, entity), `${verb} ${entity}`);
  return {
    list: name.list,
    one: scopes.queries.claim(camelCase(packageName, entity), entity),
    connection: type('Connection'),
    edge: type('Edge'),
    filter: type('Filter'),
    order: type('Order'),
    orderField: type('OrderField'),
    createInput: type('CreateInput'),
    updateInput: type('UpdateInput'),
    deleteInput: type('DeleteInput'),
    payload: type('Payload'),
    deletePayload: type('DeletePayload'),
    create: mutation('create'),
    update: mutation('update'),
    delete: mutation('delete'),
  };
}
