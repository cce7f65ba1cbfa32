export { parseEntityName } from './domain/entity-model.ts';
export { createDataModelModule, type DataModel, MODEL_CHANGED } from './module.ts';
export type { SubgraphWriter } from './ports.ts';
