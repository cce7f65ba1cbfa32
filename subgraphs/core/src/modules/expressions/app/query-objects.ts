import type { EntityFilter, PluginCaller } from '../../../ports/plugin-caller.ts';
import { compareObjects } from '../domain/compare-objects.ts';
import type { DataObject } from '../domain/data-object.ts';
import { objectQueryInvalid } from '../domain/errors.ts';
import { DEFAULT_LIMITS, type EvaluationLimits } from '../domain/limits.ts';
import type { Model, ModelEntity } from '../domain/model.ts';
import { nearestName } from '../domain/nearest-name.ts';
import { isOperator, OPERATOR_NAMES } from '../domain/operators.ts';
import { didYouMean, sayExpression } from '../domain/texts.ts';
import type { DataModelReader } from '../ports.ts';
import { loadModel } from './load-model.ts';
import { toDataObject } from './present-object.ts';
import { createEntityReader } from './read-entity.ts';

type ObjectFilter = { attribute: string; op: string; value?: unknown };
type ObjectOrder = { attribute: string; direction: 'ASC' | 'DESC' };

export type ObjectQuery = {
  /** `package:entity`. */
  entity: string;
  where?: readonly ObjectFilter[];
  /** By display name when absent; objects that compare equal follow each other by id. */
  orderBy?: ObjectOrder;
  /** Keeps objects with this text in their name, id or any attribute, whatever the case. */
  search?: string | null;
  signal?: AbortSignal;
};

type QueryDeps = { dataModel: DataModelReader; pluginCaller: PluginCaller; limits?: Partial<EvaluationLimits> };

/** Objects of one entity. Plugins neither sort nor page, so all that fit are read, within the limits, and sorted here. */
export function createObjectQuery(deps: QueryDeps) {
  return async (query: ObjectQuery): Promise<readonly DataObject[]> => {
    const model = await loadModel(deps.dataModel);
    const entity = knownEntity(query.entity, model);
    const filters = (query.where ?? []).map((filter, index) => toEntityFilter(filter, index, entity, model));
    if (query.orderBy) knownAttribute(query.orderBy.attribute, entity, model, ['orderBy', 'attribute']);
    const reader = createEntityReader(deps.pluginCaller, { ...DEFAULT_LIMITS, ...deps.limits }, query.signal);
    const rows = await reader.read(query.entity, filters);
    const objects = unique(rows.map(({ row }) => toDataObject(query.entity, row)));
    return objects.filter(matches(query.search)).sort(compareObjects(query.orderBy));
  };
}

/** Throws OBJECT_QUERY_INVALID when no package has the entity. */
export function knownEntity(entity: string, model: Model): ModelEntity {
  const [packageName = '', name = ''] = entity.split(':');
  const found = model.entity(packageName, name);
  if (found) return found;
  const names = model.packages().flatMap((each) => model.entitiesOf(each).map((known) => `${each}:${known.name}`));
  throw objectQueryInvalid(
    sayExpression('OBJECT_QUERY_INVALID.entity', { name: entity, hint: hint(entity, names) }),
    ['entity'],
    names,
  );
}

function toEntityFilter(filter: ObjectFilter, index: number, entity: ModelEntity, model: Model): EntityFilter {
  const path = ['where', String(index)];
  knownAttribute(filter.attribute, entity, model, [...path, 'attribute']);
  if (!isOperator(filter.op)) {
    throw objectQueryInvalid(
      sayExpression('OBJECT_QUERY_INVALID.operator', { name: filter.op, hint: hint(filter.op, OPERATOR_NAMES) }),
      [...path, 'op'],
      OPERATOR_NAMES,
    );
  }
  return { attrName: filter.attribute, op: filter.op, condition: filter.value ?? '' };
}

function knownAttribute(name: string, entity: ModelEntity, model: Model, path: readonly string[]): void {
  if (model.attribute(entity, name)) return;
  const names = model.attributes(entity).map((attribute) => attribute.name);
  throw objectQueryInvalid(
    sayExpression('OBJECT_QUERY_INVALID.attribute', {
      entity: `${entity.packageName}:${entity.name}`,
      name,
      hint: hint(name, names),
    }),
    path,
    names,
  );
}

const hint = (name: string, candidates: readonly string[]) => didYouMean(nearestName(name, candidates));

function unique(objects: readonly DataObject[]): DataObject[] {
  return [...new Map(objects.map((object) => [object.objectId, object])).values()];
}

function matches(search: string | null | undefined): (object: DataObject) => boolean {
  const word = search?.trim().toLowerCase();
  if (!word) return () => true;
  return ({ displayName, attributes }) =>
    [displayName, ...Object.values(attributes)].some(
      (value) => isText(value) && String(value).toLowerCase().includes(word),
    );
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number';
