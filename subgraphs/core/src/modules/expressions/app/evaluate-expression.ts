import { type Clock, requireAction, type Session } from '@wecube/kit';
import type { PluginCaller } from '../../../ports/plugin-caller.ts';
import { checkAgainstModel } from '../domain/check-expression.ts';
import type { DataObject } from '../domain/data-object.ts';
import { expressionInvalid } from '../domain/errors.ts';
import type { Expression } from '../domain/expression.ts';
import { firstLevel, type Level, questionOf } from '../domain/level.ts';
import { DEFAULT_LIMITS, type EvaluationLimits } from '../domain/limits.ts';
import { ancestorsOf, lineageOf } from '../domain/lineage.ts';
import type { Model } from '../domain/model.ts';
import { parseExpression } from '../domain/parse-expression.ts';
import { type PlannedRead, planExpression } from '../domain/plan-expression.ts';
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
  /** How many objects of each entity of the path, from the first on. */
  counts: readonly number[];
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
    const reader = createEntityReader(caller, limits, request.signal);
    const levels = await readLevels(planExpression(expression, model), reader, request.rootObjectIds);
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
  plan: readonly PlannedRead[],
  reader: EntityReader,
  rootObjectIds?: readonly string[],
): Promise<Level[]> {
  const levels: Level[] = [];
  for (const read of plan) {
    const from = levels.at(-1);
    levels.push(
      from && read.join ? await readNext(read, read.join, from, reader) : await readFirst(read, reader, rootObjectIds),
    );
  }
  return levels;
}

async function readFirst(
  { entity, filters }: PlannedRead,
  reader: EntityReader,
  ids?: readonly string[],
): Promise<Level> {
  const join = ids ? { attrName: 'id', values: [...new Set(ids)] } : undefined;
  const rows = await reader.read(entity, filters, join);
  return firstLevel(entity, join ? inOrderOf(join.values, rows) : rows);
}

/** Only what was asked for, in the order in which it was asked, however the calls were cut. */
function inOrderOf(ids: readonly string[], rows: readonly IdentifiedRow[]): IdentifiedRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function readNext(
  { entity, filters }: PlannedRead,
  join: NonNullable<PlannedRead['join']>,
  from: Level,
  reader: EntityReader,
): Promise<Level> {
  const { values, link } = questionOf(from, join);
  return link(entity, await reader.read(entity, filters, { attrName: join.askedBy, values }));
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
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  const lineage = () => {
    known ??= lineageOf(levels);
    return known;
  };
  return {
    objects,
    totalCount: last.objects.length,
    counts: levels.map((level) => level.objects.length),
    // Many callers only want the objects, and the roots of all of them may be more than there are objects.
    get lineage() {
      return lineage();
    },
    ancestorsOf: (objectId) => ancestorsOf(levels, objectId),
    valuesByRoot: () => valuesByRoot(expression, last, lineage()),
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
