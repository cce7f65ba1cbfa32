import type { AttributePlan, EntityPlan, ForeignPlan, ReversePlan } from './plan.ts';
import { block, description, quote, wecube } from './print-text.ts';
import { GRAPHQL_TYPE } from './value-kind.ts';

/** An entity's type with its connection, filter, order and the inputs that write it. */
export function printEntity(entity: EntityPlan): string {
  const { names, typeName } = entity;
  const original = `${entity.packageName}:${entity.entityName}`;
  const label = [entity.displayName, entity.description].filter((text) => text !== '').join(': ');
  return [
    block(`${description(`${label} (${original})`)}type ${typeName} @key(fields: "id") ${wecube(original)}`, [
      ...entity.attributes.flatMap(printAttribute),
      ...entity.reverse.map(printReverse),
    ]),
    block(`type ${names.edge}`, ['cursor: String!', `node: ${typeName}!`]),
    block(`type ${names.connection}`, [
      `edges: [${names.edge}!]!`,
      `nodes: [${typeName}!]!`,
      'pageInfo: PageInfo!',
      'totalCount: Int!',
    ]),
    block(`input ${names.filter}`, entity.attributes.filter(isFilterable).map(printFilterField)),
    block(`enum ${names.orderField}`, entity.attributes.flatMap(printOrderValue)),
    block(`input ${names.order}`, [`field: ${names.orderField}!`, 'direction: OrderDirection! = ASC']),
    block(
      `input ${names.createInput}`,
      entity.attributes.map((attribute) => printInputField(attribute, false)),
    ),
    block(
      `input ${names.updateInput}`,
      entity.attributes.map((attribute) => printInputField(attribute, true)),
    ),
    block(`input ${names.deleteInput}`, ['id: ID!']),
    block(`type ${names.payload}`, [`object: ${typeName}`, 'problems: [Problem!]!']),
    block(`type ${names.deletePayload}`, ['deletedId: ID', 'problems: [Problem!]!']),
  ].join('\n');
}

/** A type of another package: only its key, and the fields that lead back here. */
export function printForeign(foreign: ForeignPlan): string {
  const resolvable = foreign.reverse.length > 0 ? '' : ', resolvable: false';
  return block(`type ${foreign.typeName} @key(fields: "id"${resolvable})`, [
    'id: ID!',
    ...foreign.reverse.map(printReverse),
  ]);
}

/** Whether `where` has a field for the attribute; lists and JSON have no operators. */
export function isFilterable(attribute: AttributePlan): boolean {
  return !attribute.multiple && attribute.kind !== 'JSON';
}

function printAttribute(attribute: AttributePlan): string[] {
  const { reference, multiple } = attribute;
  const lead = description(attribute.description);
  const original = wecube(attribute.attribute);
  const value = `${lead}${attribute.field}: ${valueType(attribute)} ${original}`;
  if (!reference?.field) {
    return [value];
  }
  // Another plugin may have to be asked for it, and may fail.
  const type = multiple ? `[${reference.typeName}!]` : reference.typeName;
  return [value, `${lead}${reference.field}: ${type} ${original}`];
}

function valueType(attribute: AttributePlan): string {
  if (attribute.attribute === 'id') {
    return 'ID!';
  }
  if (attribute.attribute === 'displayName') {
    return 'String!';
  }
  const type = GRAPHQL_TYPE[attribute.kind];
  return attribute.multiple ? `[${type}!]!` : type;
}

function printReverse({ field, from, attribute }: ReversePlan): string {
  const { names, packageName, entityName } = from;
  const original = `${packageName}:${entityName}.${attribute.attribute}`;
  return `${quote(`Every ${packageName}:${entityName} whose ${attribute.attribute} is this object.`)} ${field}(first: Int, after: String, last: Int, before: String, where: ${names.filter}, orderBy: ${names.order}): ${names.connection} ${wecube(original)}`;
}

function printFilterField(attribute: AttributePlan): string {
  const filters = { ID: 'ObjectIdFilter', STRING: 'ObjectStringFilter', NUMBER: 'ObjectNumberFilter' } as const;
  const kind = attribute.kind as keyof typeof filters;
  return `${attribute.field}: ${filters[kind] ?? 'ObjectBooleanFilter'} ${wecube(attribute.attribute)}`;
}

function printOrderValue(attribute: AttributePlan): string[] {
  return attribute.orderValue === null ? [] : [`${attribute.orderValue} ${wecube(attribute.attribute)}`];
}

function printInputField(attribute: AttributePlan, isUpdate: boolean): string {
  const type = GRAPHQL_TYPE[attribute.kind];
  const list = attribute.multiple ? `[${type}!]` : type;
  const required = isUpdate && attribute.attribute === 'id' ? '!' : '';
  return `${attribute.field}: ${list}${required} ${wecube(attribute.attribute)}`;
}
