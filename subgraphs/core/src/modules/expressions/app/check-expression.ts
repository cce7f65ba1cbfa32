import { checkAgainstModel, type ExpressionCheck, unreadable } from '../domain/check-expression.ts';
import { entityOf, type Segment } from '../domain/expression.ts';
import { parseExpression } from '../domain/parse-expression.ts';
import type { DataModelReader } from '../ports.ts';
import { loadModel } from './load-model.ts';

export type CheckExpression = (text: string, rootEntity?: string | null) => Promise<ExpressionCheck>;

/** Checks a text against the data model. `rootEntity` may carry filters; only its entity counts. */
export function createExpressionChecker(deps: { dataModel: DataModelReader }): CheckExpression {
  return async (text, rootEntity) => {
    const parsed = parseExpression(text);
    if (!parsed.ok) return unreadable(parsed.problem);
    return checkAgainstModel(parsed.expression, await loadModel(deps.dataModel), rootEntityName(rootEntity));
  };
}

/** `package:entity` of a root entity that may carry filters; what cannot be read is taken as it is. */
export function rootEntityName(rootEntity: string | null | undefined): string | null {
  if (!rootEntity) return null;
  const parsed = parseExpression(rootEntity);
  return parsed.ok ? entityOf(parsed.expression.segments[0] as Segment) : rootEntity;
}
