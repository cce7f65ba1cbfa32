import type { EntityModel } from '../../contract/index.ts';
import { NameScope } from './name-scope.ts';
import { camelCase, pascalCase, plural } from './names.ts';
import type { AttributePlan, EntityPlan, ForeignPlan, PackageGraphSource } from './plan.ts';

/** Adds to every entity of the package the paged fields that lead back along references from inside the package. */
export function addLocalReverseFields(entities: readonly EntityPlan[]): void {
  for (const target of entities) {
    const scope = new NameScope(fieldNames(target));
    for (const { from, attribute } of referencesTo(entities, target)) {
      const candidate = reverseName([], from, attribute);
      const field = scope.claim(candidate, `${from.entityName}.${attribute.attribute}`);
      const targetAttribute = attribute.reference?.attributeName ?? 'id';
      target.reverse.push({ field, from, attribute, targetAttribute });
    }
  }
}

/** The types of other packages that this one refers to, with the paged fields it adds to them. */
export function planForeign(source: PackageGraphSource, entities: readonly EntityPlan[]): ForeignPlan[] {
  const foreign = new Map<string, ForeignPlan>();
  for (const from of entities) {
    for (const attribute of from.attributes) {
      const { reference } = attribute;
      if (reference && !reference.local && reference.field !== null && !foreign.has(reference.typeName)) {
        foreign.set(reference.typeName, { ...reference, reverse: [] });
      }
    }
  }
  for (const target of foreign.values()) {
    addForeignReverseFields(source, entities, target);
  }
  return [...foreign.values()];
}

function addForeignReverseFields(
  source: PackageGraphSource,
  entities: readonly EntityPlan[],
  target: ForeignPlan,
): void {
  const scope = new NameScope(possibleFieldNames(source, target));
  for (const { from, attribute } of referencesTo(entities, target)) {
    // Only the id of the other package's object is known here.
    if (attribute.reference?.attributeName === 'id') {
      const candidate = reverseName([source.packageName], from, attribute);
      const original = `${source.packageName}:${from.entityName}.${attribute.attribute}`;
      target.reverse.push({ field: scope.claim(candidate, original), from, attribute, targetAttribute: 'id' });
    }
  }
}

type Found = { from: EntityPlan; attribute: AttributePlan & { severalFromHere?: boolean } };

function referencesTo(entities: readonly EntityPlan[], target: { packageName: string; entityName: string }): Found[] {
  return entities.flatMap((from) => {
    const attributes = from.attributes.filter(
      ({ reference }) =>
        reference !== null &&
        reference.field !== null &&
        reference.packageName === target.packageName &&
        reference.entityName === target.entityName,
    );
    return attributes.map((attribute) => ({
      from,
      attribute: attributes.length > 1 ? { ...attribute, severalFromHere: true } : attribute,
    }));
  });
}

/** `units`, `shellAgents`; with the attribute when one entity refers twice: `linksBySource`. */
function reverseName(prefix: string[], from: EntityPlan, attribute: Found['attribute']): string {
  const name = camelCase(...prefix, plural(from.entityName));
  return attribute.severalFromHere ? `${name}By${pascalCase(attribute.attribute)}` : name;
}

function fieldNames(entity: EntityPlan): string[] {
  return entity.attributes.flatMap(({ field, reference }) => [field, ...(reference?.field ? [reference.field] : [])]);
}

/** Names that the owner of a foreign type may use for fields of its own, whatever else is in the graph. */
function possibleFieldNames(source: PackageGraphSource, target: ForeignPlan): string[] {
  const owner = source.otherPackages.find((other) => other.packageName === target.packageName);
  const entity = owner?.entities.find(({ name }) => name === target.entityName);
  const attributes = entity?.attributes.map(({ name }) => camelCase(name)) ?? [];
  const reverse = (owner?.entities ?? []).flatMap((from) => reverseCandidates(from));
  return [...attributes, ...attributes.map((name) => `${name}Id`), ...reverse, 'id', 'displayName'];
}

function reverseCandidates(from: EntityModel): string[] {
  const name = camelCase(plural(from.name));
  return [name, ...from.attributes.map((attribute) => `${name}By${pascalCase(attribute.name)}`)];
}
