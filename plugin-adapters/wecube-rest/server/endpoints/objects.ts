import { z } from 'zod';
import { askAll, PAGE } from '../ask-all.ts';
import type { Ask, Endpoint, RestCall } from '../endpoint.ts';
import { RestRefusal } from '../endpoint.ts';
import { bodyAs } from '../read-body.ts';

type DataObject = { objectId: string; displayName: string; attributes: Record<string, unknown> };
const OBJECT = 'objectId displayName attributes';

/** The objects of plugins, by entity or by expression. */
export const objectEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/platform/v1/packages/:package/entities/:entity/query', handle: queryEntity },
  { method: 'POST', path: '/platform/v1/packages/:package/entities/:entity/retrieve', handle: queryEntity },
  { method: 'POST', path: '/platform/v1/data-model/dme/integrated-query', handle: queryExpression },
  { method: 'POST', path: '/platform/v1/public/data-model/dme/integrated-query', handle: queryExpression },
];

const filter = z.object({ attrName: z.string(), op: z.string().nullish(), condition: z.unknown() });
const entityQuery = z.object({
  criteria: filter.nullish(),
  additionalFilters: z.array(filter).nullish(),
});

async function queryEntity(call: RestCall): Promise<unknown> {
  const { criteria, additionalFilters } = bodyAs(call, entityQuery);
  const given = [...(criteria?.attrName ? [criteria] : []), ...(additionalFilters ?? [])];
  const where = given.map(({ attrName, op, condition }) => ({ attribute: attrName, op: op || 'eq', value: condition }));
  return objectsOf(call.ask, `${call.params['package']}:${call.params['entity']}`, where);
}

/** All objects of an entity as rows. */
export async function objectsOf(
  ask: Ask,
  entity: string,
  where: readonly { attribute: string; op: string; value: unknown }[] = [],
): Promise<Record<string, unknown>[]> {
  const document = `query RestObjects($entity: String!, $where: [ObjectFilter!], $after: String) {
    list: objects(entity: $entity, where: $where, first: 200, after: $after) { nodes { ${OBJECT} } ${PAGE} } }`;
  return (await askAll<DataObject>(ask, document, { entity, where })).map(asRow);
}

const attributeFilter = z.object({ name: z.string(), operator: z.string().nullish(), value: z.unknown() });
const expressionQuery = z.object({
  dataModelExpression: z.string(),
  rootDataId: z.string().nullish(),
  filters: z
    .array(
      z.object({
        packageName: z.string().nullish(),
        entityName: z.string().nullish(),
        attributeFilters: z.array(attributeFilter).nullish(),
      }),
    )
    .nullish(),
});
const EVALUATE = `query RestEvaluate($expression: String!, $rootObjectId: String, $skip: Int) {
  evaluateExpression(expression: $expression, rootObjectId: $rootObjectId, first: 200, skip: $skip) {
    check { ok problems { message } segments { entity } } totalCount objects { ${OBJECT} } } }`;
type Evaluation = {
  evaluateExpression: {
    check: { ok: boolean; problems: { message: string }[]; segments: { entity: string }[] };
    totalCount: number;
    objects: DataObject[];
  };
};

async function queryExpression(call: RestCall): Promise<unknown> {
  const { dataModelExpression: expression, rootDataId, filters } = bodyAs(call, expressionQuery);
  const conditions = (filters ?? []).filter(({ attributeFilters }) => attributeFilters?.length);
  const rows: Record<string, unknown>[] = [];
  for (;;) {
    const variables = { expression, rootObjectId: rootDataId || null, skip: rows.length };
    const { check, objects, totalCount } = (await call.ask<Evaluation>(EVALUATE, variables)).evaluateExpression;
    if (!check.ok) throw new RestRefusal(check.problems[0]?.message ?? 'The expression is not right.');
    const last = check.segments.at(-1)?.entity ?? '';
    for (const { packageName, entityName } of conditions)
      if (`${packageName}:${entityName}` !== last) throw onlyOfLast(last);
    rows.push(...objects.map(asRow));
    if (objects.length === 0 || rows.length >= totalCount) break;
  }
  const wanted = conditions.flatMap(({ attributeFilters }) => attributeFilters ?? []);
  return rows.filter((row) => wanted.every(({ name, operator, value }) => holds(row[name], operator || 'eq', value)));
}

const onlyOfLast = (entity: string): RestRefusal =>
  new RestRefusal(`Filters can only be put to ${entity}, where the expression ends; put others into the expression.`);

function holds(found: unknown, operator: string, wanted: unknown): boolean {
  const [one, other] = [textOf(found), textOf(wanted)];
  switch (operator) {
    case 'eq':
      return one === other;
    case 'ne':
    case 'neq':
      return one !== other;
    case 'in':
      return Array.isArray(wanted) && wanted.map(textOf).includes(one);
    case 'like':
    case 'contains':
      return one.includes(other);
    case 'is':
    case 'null':
      return found === null || found === undefined || found === '';
    case 'isnot':
    case 'notNull':
      return !(found === null || found === undefined || found === '');
    default:
      throw new RestRefusal(`The operator "${operator}" is not known here.`);
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');

const asRow = ({ objectId, displayName, attributes }: DataObject): Record<string, unknown> => ({
  ...attributes,
  id: objectId,
  displayName,
});
