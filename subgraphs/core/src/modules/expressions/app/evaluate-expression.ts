import { type Clock, requireAction, type Session } from '@wecube/kit';
import type { PluginCaller } from '../../../ports/plugin-caller.ts';
import { checkAgainstModel } from '../domain/check-expression.ts';
import type { DataObject } from '../domain/data-object.ts';
import { expressionInvalid } from '../domain/errors.ts';
import { type Expression, entityOf, type Segment } from '../domain/expression.ts';
import { toCondition } from '../domain/filter-condition.ts';
import { firstLevel, type Join, joinIds, type Level, nextLevel } from '../domain/level.ts';
import { DEFAULT_LIMITS, type EvaluationLimits } from '../domain/limits.ts';
import { ancestorsOf, lineageOf } from '../domain/lineage.ts';
import type { Model } from '../domain/model.ts';
import { parseExpression } from '../domain/parse-expression.ts';
import type { DataModelReader } from '../ports.ts';
import { loadModel } from './load-model.ts';
import { toDataObject } from './present-object.ts';
import { createEntityReader, type EntityReader, type IdentifiedRow } from './read-entity.ts';

export type EvaluationRequest = {
  text: string;
  /** Only these objects of the first entity; all that fit its filters when absent. */
  rootObjectIds?: readonly string[];
  /** For whom it is read. */
  session: Session;
  /** At most so many objects in the answer; `totalCount` tells how many there are. */
  limit?: number;
  /** Cancels the calls under way. */
  signal?: AbortSignal;
  limits?: Partial<EvaluationLimits>;
};

export type Evaluation = {
  /** Objects of the last entity, each once, in stable order. */
  objects: readonly DataObject[];
  totalCount: number;
  /** Object id -> ids of all objects of the first entity that lead to it. */
  lineage: ReadonlyMap<string, readonly string[]>;
  /** Every object on any path to the object, from the first entity on; the object itself is not among them. */
  ancestorsOf(objectId: string): readonly { entity: string; objectId: string }[];
  /** Id of an object of the first entity -> values of the expression's attribute (`id` when it names none). */
  valuesByRoot(): ReadonlyMap<string, readonly unknown[]>;
  /** Calls sent to plugins. */
  calls: number;
  tookMs: number;
};

type EvaluatorDeps = {
  dataModel: DataModelReader;
  pluginCaller: PluginCaller;
  clock: Clock;
  limits?: Partial<EvaluationLimits>;
};

/** Walks the path entity by entity: one call each (long id lists are cut), never one per row. */
export function createExpressionEvaluator(deps: EvaluatorDeps): (request: EvaluationRequest) => Promise<Evaluation> {
  return async (request) => {
    requireAction(request.session, 'object:read');
    const startedAt = deps.clock.now();
    const model = await loadModel(deps.dataModel);
    const expression = validExpression(request.text, model);
    const limits = { ...DEFAULT_LIMITS, ...deps.limits, ...request.limits };
    const { caller, sent } = counted(deps.pluginCaller);
    const levels = await readLevels(
      expression,
      model,
      createEntityReader(caller, limits, request.signal),
      request.rootObjectIds,
    );
    return evaluationOf(expression, levels, request.limit, sent(), () => deps.clock.now() - startedAt);
  };
}

function validExpression(text: string, model: Model): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw expressionInvalid(text, [parsed.problem]);
  const check = checkAgainstModel(parsed.expression, model);
  if (!check.ok) throw expressionInvalid(text, check.problems);
  return parsed.expression;
}

async function readLevels(
  expression: Expression,
  model: Model,
  reader: EntityReader,
  rootObjectIds?: readonly string[],
): Promise<Level[]> {
  const levels: Level[] = [];
  for (const segment of expression.segments) {
    const from = levels.at(-1);
    levels.push(from ? await readNext(segment, from, model, reader) : await readFirst(segment, reader, rootObjectIds));
  }
  return levels;
}

async function readFirst(segment: Segment, reader: EntityReader, rootObjectIds?: readonly string[]): Promise<Level> {
  const join = rootObjectIds ? { attrName: 'id', values: [...new Set(rootObjectIds)] } : undefined;
  const rows = await reader.read(entityOf(segment), segment.filters.map(toCondition), join);
  return firstLevel(entityOf(segment), join ? inOrderOf(join.values, rows) : rows);
}

/** Only what was asked for, in the order in which it was asked, however the calls were cut. */
function inOrderOf(ids: readonly string[], rows: readonly IdentifiedRow[]): IdentifiedRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function readNext(segment: Segment, from: Level, model: Model, reader: EntityReader): Promise<Level> {
  const join = joinOf(segment, from.entity, model);
  const attrName = join.direction === 'FORWARD' ? 'id' : join.attribute;
  const rows = await reader.read(entityOf(segment), segment.filters.map(toCondition), {
    attrName,
    values: joinIds(from, join),
  });
  return nextLevel(from, join, entityOf(segment), rows);
}

function joinOf(segment: Segment, fromEntity: string, model: Model): Join {
  const { direction, attribute } = segment.via as NonNullable<Segment['via']>;
  const [packageName = '', entityName = ''] = (direction === 'FORWARD' ? fromEntity : entityOf(segment)).split(':');
  const owner = model.entity(packageName, entityName);
  const multiple = owner ? (model.attribute(owner, attribute.text)?.multiple ?? false) : false;
  return { direction, attribute: attribute.text, multiple };
}

function evaluationOf(
  expression: Expression,
  levels: Level[],
  limit: number | undefined,
  calls: number,
  took: () => number,
): Evaluation {
  const last = levels.at(-1) as Level;
  const objects = last.objects.slice(0, limit).map(({ row }) => toDataObject(last.entity, row));
  const lineage = lineageOf(levels);
  return {
    objects,
    totalCount: last.objects.length,
    lineage,
    ancestorsOf: (objectId) => ancestorsOf(levels, objectId),
    valuesByRoot: () => valuesByRoot(expression, last, lineage),
    calls,
    tookMs: took(),
  };
}

function valuesByRoot(
  expression: Expression,
  last: Level,
  lineage: ReadonlyMap<string, readonly string[]>,
): Map<string, unknown[]> {
  const attribute = expression.attribute?.text ?? 'id';
  const values = new Map<string, unknown[]>();
  for (const { id, row } of last.objects) {
    for (const root of lineage.get(id) ?? []) {
      const of = values.get(root);
      if (of) of.push(row[attribute] ?? null);
      else values.set(root, [row[attribute] ?? null]);
    }
  }
  return values;
}

function counted(pluginCaller: PluginCaller): { caller: Pick<PluginCaller, 'queryEntities'>; sent: () => number } {
  let calls = 0;
  const queryEntities: PluginCaller['queryEntities'] = (query) => {
    calls += 1;
    return pluginCaller.queryEntities(query);
  };
  return { caller: { queryEntities }, sent: () => calls };
}
