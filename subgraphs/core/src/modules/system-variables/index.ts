export { createSystemVariablesModule } from './module.ts';
