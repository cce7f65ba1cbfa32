import { type Clock, type Logger, systemClock } from '@wecube/kit';
import type { PluginCaller } from '../../ports/plugin-caller.ts';
import { ExpressionsResolver } from './api/expressions.resolver.ts';
import { ObjectsResolver } from './api/objects.resolver.ts';
import { createExpressionChecker } from './app/check-expression.ts';
import { createExpressionCompleter } from './app/complete-expression.ts';
import { createExpressionEvaluator, type Evaluation, type EvaluationRequest } from './app/evaluate-expression.ts';
import { createObjectFinder } from './app/find-object.ts';
import { createObjectQuery, type ObjectQuery } from './app/query-objects.ts';
import type { ExpressionCheck } from './domain/check-expression.ts';
import type { Completion } from './domain/complete-expression.ts';
import type { DataObject } from './domain/data-object.ts';
import type { EvaluationLimits } from './domain/limits.ts';
import { type ParseResult, parseExpression } from './domain/parse-expression.ts';
import { type TouchedName, touchedNames } from './domain/touched-names.ts';
import type { DataModelReader } from './ports.ts';

/** The language: read, check against the data model, complete, evaluate. */
export type Expressions = {
  parse(text: string): ParseResult;
  /** Never throws for a bad expression: what is wrong is in `problems`. */
  check(text: string, rootEntity?: string | null): Promise<ExpressionCheck>;
  complete(text: string, position: number, rootEntity?: string | null): Promise<readonly Completion[]>;
  /** What of the model an expression depends on; nothing of a text that is none. */
  touches(text: string): readonly TouchedName[];
  /** Throws `AppError` EXPRESSION_INVALID, EXPRESSION_PLUGIN_FAILED, EXPRESSION_TOO_MANY_ROWS, EXPRESSION_TIMED_OUT or EXPRESSION_CANCELLED. */
  evaluate(request: EvaluationRequest): Promise<Evaluation>;
};

export type Objects = {
  /** Every object that fits, sorted; throws OBJECT_QUERY_INVALID for an unknown entity, attribute or operator. */
  query(query: ObjectQuery): Promise<readonly DataObject[]>;
  find(entity: string, objectId: string, signal?: AbortSignal): Promise<DataObject | null>;
};

type ResolverClass = new (...dependencies: never[]) => object;

export type ExpressionsModule = {
  /** What the composition root adds to core's subgraph. */
  resolvers: readonly (readonly [ResolverClass, object])[];
  expressions: Expressions;
  objects: Objects;
};

export function createExpressionsModule(deps: {
  dataModel: DataModelReader;
  pluginCaller: PluginCaller;
  logger?: Logger;
  clock?: Clock;
  limits?: Partial<EvaluationLimits>;
}): ExpressionsModule {
  const clock = deps.clock ?? systemClock;
  const check = createExpressionChecker(deps);
  const evaluate = createExpressionEvaluator({ ...deps, clock });
  const expressions: Expressions = {
    parse: parseExpression,
    touches: touchedNames,
    check,
    complete: createExpressionCompleter(deps),
    evaluate,
  };
  const objects: Objects = { query: createObjectQuery(deps), find: createObjectFinder(deps) };
  return {
    resolvers: [
      [ExpressionsResolver, new ExpressionsResolver(expressions)],
      [ObjectsResolver, new ObjectsResolver(objects)],
    ],
    expressions,
    objects,
  };
}
