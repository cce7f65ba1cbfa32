export { DefinitionType, NodeTypeEnum, presentDefinition } from './api/definition.types.ts';
export { maySee, mayUse } from './domain/access.ts';
export { DEFAULT_SETTINGS, type DefinitionNode, type DefinitionRecord, EMPTY_NODE } from './domain/definition.ts';
export { createOrchestrationDesignModule, type Definitions } from './module.ts';
