import { type Completion, completeAt } from '../domain/complete-expression.ts';
import type { DataModelReader } from '../ports.ts';
import { rootEntityName } from './check-expression.ts';
import { loadModel } from './load-model.ts';

export type CompleteExpression = (
  text: string,
  position: number,
  rootEntity?: string | null,
) => Promise<readonly Completion[]>;

/** Proposals at a position of a text that may be unfinished. */
export function createExpressionCompleter(deps: { dataModel: DataModelReader }): CompleteExpression {
  return async (text, position, rootEntity) =>
    completeAt(text, position, await loadModel(deps.dataModel), rootEntityName(rootEntity));
}
