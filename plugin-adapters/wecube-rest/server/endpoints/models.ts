import { z } from 'zod';
import type { Ask, Endpoint, RestCall } from '../endpoint.ts';
import { RestRefusal } from '../endpoint.ts';
import { carriedOut, found, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';

type Attribute = {
  name: string;
  dataType: string;
  description: string;
  multiple: boolean;
  required: boolean;
  references: string | null;
};
type Entity = {
  id: string;
  packageName: string;
  entityName: string;
  displayName: string;
  description: string;
  modelVersion: number;
  attributes: Attribute[];
  referencedBy: { fromEntity: string; attribute: string }[];
};

const ENTITY = `id packageName entityName displayName description modelVersion
  attributes { name dataType description multiple required references } referencedBy { fromEntity attribute }`;
const MODEL = `query RestModels { dataModel { packages { name version dynamic } entities { ${ENTITY} } } }`;
type Model = { dataModel: { packages: { name: string; version: number; dynamic: boolean }[]; entities: Entity[] } };

/** The joined data model, as packages with their entities. */
export const modelEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/platform/v1/models', handle: allModels },
  { method: 'GET', path: '/platform/v1/models/package/:package', changes: true, handle: syncModel },
  { method: 'GET', path: '/platform/v1/models/package/:package/entity/:entity', handle: oneEntity },
  { method: 'POST', path: '/platform/v1/data-model/dme/all-entities', handle: entitiesOfExpression },
];

async function allModels({ ask, query }: RestCall): Promise<unknown> {
  const withAttributes = query.get('withAttr') !== 'no';
  const { packages, entities } = (await ask<Model>(MODEL)).dataModel;
  return packages.map(({ name, version, dynamic }) => ({
    ...{ id: name, packageName: name, version, dynamic },
    entities: entities
      .filter(({ packageName }) => packageName === name)
      .map((one) => presentEntity(one, withAttributes)),
  }));
}

/** Fetches the model of a package again, as asking for it always did. */
async function syncModel({ ask, params }: RestCall): Promise<unknown> {
  const packageName = params['package'] ?? '';
  const { packages, entities } = (await ask<Model>(MODEL)).dataModel;
  const known = found(
    packages.find(({ name }) => name === packageName),
    `data model of ${packageName}`,
  );
  if (!known.dynamic) return ofPackage(entities, packageName);
  const document = `mutation RestSync($input: SyncDataModelInput!) { syncDataModel(input: $input) { ${PROBLEMS} } }`;
  const { syncDataModel } = await ask<{ syncDataModel: Problems }>(document, { input: { packageName } });
  carriedOut(syncDataModel);
  return ofPackage((await ask<Model>(MODEL)).dataModel.entities, packageName);
}

const ofPackage = (entities: readonly Entity[], name: string) =>
  entities.filter(({ packageName }) => packageName === name).map((entity) => presentEntity(entity, true));

const ONE = `query RestEntity($name: String!) { entityType(name: $name) { ${ENTITY} } }`;

async function oneEntity({ ask, params }: RestCall): Promise<unknown> {
  const name = `${params['package']}:${params['entity']}`;
  const { entityType } = await ask<{ entityType: Entity | null }>(ONE, { name });
  return presentEntity(found(entityType, `entity ${name}`), true);
}

const expression = z.object({ dataModelExpression: z.string() });
const CHECK = `query RestExpression($expression: String!) {
  checkExpression(expression: $expression) { ok problems { message } segments { entity } } }`;
type Check = { checkExpression: { ok: boolean; problems: { message: string }[]; segments: { entity: string }[] } };

async function entitiesOfExpression(call: RestCall): Promise<unknown> {
  return entitiesOf(call.ask, bodyAs(call, expression).dataModelExpression);
}

/** The entities an expression passes, in its order, with what can be read of each. */
export async function entitiesOf(ask: Ask, text: string): Promise<unknown[]> {
  const { checkExpression } = await ask<Check>(CHECK, { expression: text });
  if (!checkExpression.ok)
    throw new RestRefusal(checkExpression.problems[0]?.message ?? 'The expression is not right.');
  const names = [...new Set(checkExpression.segments.map(({ entity }) => entity))];
  return Promise.all(
    names.map(async (name) => {
      const { entityType } = await ask<{ entityType: Entity | null }>(ONE, { name });
      return presentEntity(found(entityType, `entity ${name}`), true);
    }),
  );
}

function presentEntity(entity: Entity, withAttributes: boolean) {
  const { id, packageName, entityName: name, displayName, description, modelVersion } = entity;
  const references = entity.referencedBy.map(({ fromEntity, attribute }) => {
    const [fromPackage = '', from = ''] = fromEntity.split(':');
    return { packageName: fromPackage, name: from, relatedAttribute: { name: attribute } };
  });
  return {
    ...{
      id,
      packageName,
      entityName: name,
      name,
      displayName,
      description,
      dataModelId: packageName,
      dataModelVersion: modelVersion,
    },
    referenceByEntityList: references,
    ...(withAttributes && { attributes: entity.attributes.map((attribute) => presentAttribute(entity, attribute)) }),
  };
}

function presentAttribute({ id, packageName, entityName, displayName }: Entity, attribute: Attribute) {
  const [refPackageName = '', refEntityName = ''] = attribute.references?.split(':') ?? [];
  const { name, dataType, description, required, multiple } = attribute;
  const refAttributeName = attribute.references ? 'id' : '';
  return {
    ...{ id: `${id}.${name}`, name, packageName, entityName, description, dataType, active: true },
    ...{ entityId: id, entityDisplayName: displayName, entityPackage: packageName },
    ...{ refPackageName, refEntityName, refAttributeName, refAttrName: refAttributeName },
    ...{ required: required ? 'Y' : 'N', mandatory: required ? 'Y' : 'N' },
    ...{ multiple: multiple ? 'Y' : 'N', isArray: multiple },
  };
}
