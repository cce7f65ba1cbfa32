export { createExpressionEvaluator } from './app/evaluate-expression.ts';
export type { Expression, Segment } from './domain/expression.ts';
export { fuzzedTexts, provesReadable } from './domain/fuzzed-texts.ts';
export type { ModelEntity } from './domain/model.ts';
export { parseExpression } from './domain/parse-expression.ts';
