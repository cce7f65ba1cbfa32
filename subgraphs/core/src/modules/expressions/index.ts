export { DataObjectType, presentObject } from './api/data-object.types.ts';
export type { ExpressionCheck } from './domain/check-expression.ts';
export { createExpressionsModule, type Expressions } from './module.ts';
