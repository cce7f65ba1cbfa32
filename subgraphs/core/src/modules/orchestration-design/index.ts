export { DefinitionType, NodeTypeEnum, presentDefinition } from './api/definition.types.ts';
export type { DefinitionNode, DefinitionRecord } from './domain/definition.ts';
export { createOrchestrationDesignModule, type Definitions } from './module.ts';
