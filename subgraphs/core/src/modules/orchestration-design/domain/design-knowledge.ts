import type { Parameters } from '@wecube/kit';
import type { DesignService } from './design-service.ts';

/** What a check of an expression against the data model found; expressions' face answers in this shape. */
export type CheckedExpression = {
  ok: boolean;
  resultEntity: string | null;
  resultAttribute: string | null;
  problems: readonly { code: string; message: string; parameters: Parameters; suggestion: string | null }[];
};

/** The check of an expression that starts at the definition's root entity. */
export type ExpressionFacts = (expression: string) => CheckedExpression;

/** Everything outside of a definition that its validity depends on, read before the rules run. */
export type DesignKnowledge = {
  rootEntity: CheckedExpression;
  expression: ExpressionFacts;
  service: (name: string) => DesignService | null;
};

export const NOT_CHECKED: CheckedExpression = { ok: false, resultEntity: null, resultAttribute: null, problems: [] };
