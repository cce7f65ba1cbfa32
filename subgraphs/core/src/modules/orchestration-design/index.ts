export { BindModeEnum, DefinitionType, NodeTypeEnum, presentDefinition } from './api/definition.types.ts';
export {
  type BindMode,
  type DefinitionGraph,
  type DefinitionLink,
  type DefinitionNode,
  type DefinitionRecord,
  type DefinitionStatus,
  type NodeParameter,
  type NodeType,
  type ParameterSource,
  START_CONTEXT,
} from './domain/definition.ts';
export type { DesignProblem } from './domain/design-problem.ts';
export { isDraft, isStartable } from './domain/status.ts';
export { createOrchestrationDesignModule, type Definitions, type OrchestrationDesignModule } from './module.ts';
