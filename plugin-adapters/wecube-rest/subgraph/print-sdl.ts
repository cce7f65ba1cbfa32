import type { PackagePlan } from './plan.ts';
import { printEntity, printForeign } from './print-entity.ts';
import { printInterface } from './print-interface.ts';
import { block, description, wecube } from './print-text.ts';

const HEADER = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

"The name that the plugin itself uses."
directive @wecube(name: String!) on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

"Any JSON value."
scalar JSON

type PageInfo @shareable {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}

"What a person can put right."
type Problem @shareable {
  code: String!
  message: String!
  "What the message was filled with, by name."
  parameters: JSON
  path: [String!]
  remedy: String
}
`;

const OBJECT_INPUTS = `enum OrderDirection {
  ASC
  DESC
}

input ObjectIdFilter {
  eq: ID
  ne: ID
  in: [ID!]
  isNull: Boolean
}

input ObjectStringFilter {
  eq: String
  ne: String
  in: [String!]
  "Case counts."
  contains: String
  startsWith: String
  gt: String
  lt: String
  isNull: Boolean
}

input ObjectNumberFilter {
  eq: Float
  ne: Float
  in: [Float!]
  gt: Float
  gte: Float
  lt: Float
  lte: Float
  isNull: Boolean
}

input ObjectBooleanFilter {
  eq: Boolean
  isNull: Boolean
}
`;

/** The SDL of a package's subgraph. */
export function printSdl(plan: PackagePlan): string {
  return [
    HEADER,
    ...(plan.entities.length > 0 ? [OBJECT_INPUTS] : []),
    ...plan.entities.map(printEntity),
    ...plan.foreign.map(printForeign),
    ...plan.interfaces.map(printInterface),
    block('type Query', queryFields(plan)),
    block('type Mutation', mutationFields(plan)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

// All that a plugin is asked for may be null: one that fails takes nothing with it that others answered.
function queryFields(plan: PackagePlan): string[] {
  return plan.entities.flatMap(({ names, typeName, packageName, entityName }) => [
    `${names.list}(first: Int, after: String, last: Int, before: String, where: ${names.filter}, orderBy: ${names.order}): ${names.connection} ${wecube(`${packageName}:${entityName}`)}`,
    `${names.one}(id: ID!): ${typeName} ${wecube(`${packageName}:${entityName}`)}`,
  ]);
}

function mutationFields(plan: PackagePlan): string[] {
  const calls = plan.interfaces.map(
    ({ call, field, inputType, payloadType }) =>
      `${description(call.description)}${field}(input: ${inputType}!): ${payloadType}! ${wecube(call.serviceName)}`,
  );
  const writes = plan.entities.flatMap(({ names, packageName, entityName }) => {
    const original = wecube(`${packageName}:${entityName}`);
    return [
      `${names.create}(input: ${names.createInput}!): ${names.payload}! ${original}`,
      `${names.update}(input: ${names.updateInput}!): ${names.payload}! ${original}`,
      `${names.delete}(input: ${names.deleteInput}!): ${names.deletePayload}! ${original}`,
    ];
  });
  return [...calls, ...writes];
}
