export { parseEntityName } from './domain/entity-model.ts';
export { type ModelMention, textsThatName } from './domain/model-use.ts';
export { createDataModelModule, type DataModel, MODEL_CHANGED } from './module.ts';
export type { SubgraphWriter } from './ports.ts';
