export { createOrchestrationRuntimeModule, type OrchestrationRuntimeModule, type RuntimeDeps } from './module.ts';
