export type { EffectiveVariable } from './domain/system-variable.ts';
export { createSystemVariablesModule, type SystemVariables, type SystemVariablesModule } from './module.ts';
