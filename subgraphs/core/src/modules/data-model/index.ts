export type { EntityModel, EntityModelAttribute, EntityReference } from './domain/entity-model.ts';
export { entityName, parseEntityName } from './domain/entity-model.ts';
export type { PackageModel } from './domain/package-model.ts';
export { createDataModelModule, type DataModel, type DataModelModule, MODEL_CHANGED } from './module.ts';
export type { SubgraphWriter } from './ports.ts';
