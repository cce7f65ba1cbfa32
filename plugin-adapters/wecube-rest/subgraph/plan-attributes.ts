import type { EntityModel, EntityModelAttribute } from '../../contract/index.ts';
import { entityTypeNames } from './entity-type-names.ts';
import { NameScope } from './name-scope.ts';
import { camelCase, screamingCase } from './names.ts';
import type { AttributePlan, PackageGraphSource, ReferencePlan } from './plan.ts';
import { kindOf } from './value-kind.ts';

const ALWAYS: readonly EntityModelAttribute[] = [
  { name: 'id', dataType: 'str', description: '', required: true, multiple: false, references: null },
  { name: 'displayName', dataType: 'str', description: '', required: false, multiple: false, references: null },
];

/** Plans the fields of an entity: `id` and `displayName` always, every reference as its id and as the object. */
export function planAttributes(entity: EntityModel, source: PackageGraphSource): AttributePlan[] {
  const attributes = withAlways(entity.attributes);
  const fields = new NameScope();
  const order = new NameScope();
  const names = fields.claimAll(
    attributes.map((attribute) => ({ original: attribute.name, candidate: valueField(attribute) })),
  );
  return attributes.map((attribute) => {
    const kind = kindOfAttribute(attribute);
    const sortable = !attribute.multiple && kind !== 'JSON';
    return {
      attribute: attribute.name,
      field: names.get(attribute.name) ?? attribute.name,
      kind,
      multiple: attribute.multiple,
      description: attribute.description,
      orderValue: sortable ? order.claim(screamingCase(attribute.name), attribute.name) : null,
      reference: planReference(attribute, source, fields),
    };
  });
}

function withAlways(attributes: readonly EntityModelAttribute[]): EntityModelAttribute[] {
  const declared = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const leading = ALWAYS.map((attribute) => {
    const own = declared.get(attribute.name);
    return { ...attribute, description: own?.description ?? '' };
  });
  return [
    ...leading,
    ...[...declared.values()].filter((attribute) => !ALWAYS.some(({ name }) => name === attribute.name)),
  ];
}

function kindOfAttribute(attribute: EntityModelAttribute) {
  return attribute.name === 'id' || attribute.references ? 'ID' : kindOf(attribute.dataType);
}

/** `unit` referring to an object gives `unitId`, a list of references `unitIds`. */
function valueField(attribute: EntityModelAttribute): string {
  if (!attribute.references) {
    return camelCase(attribute.name);
  }
  return `${camelCase(attribute.name)}${attribute.multiple ? 'Ids' : 'Id'}`;
}

function planReference(
  attribute: EntityModelAttribute,
  source: PackageGraphSource,
  fields: NameScope,
): ReferencePlan | null {
  if (!attribute.references || attribute.name === 'id') {
    return null;
  }
  const { packageName, entityName, attributeName } = attribute.references;
  const typeName = targetType(packageName, entityName, source);
  return {
    field: typeName === null ? null : fields.claim(camelCase(attribute.name), attribute.name),
    typeName: typeName ?? '',
    packageName,
    entityName,
    attributeName,
    local: packageName === source.packageName,
  };
}

function targetType(packageName: string, entityName: string, source: PackageGraphSource): string | null {
  const target =
    packageName === source.packageName
      ? source
      : source.otherPackages.find((other) => other.packageName === packageName);
  return target ? (entityTypeNames(packageName, target.entities).get(entityName) ?? null) : null;
}
