export { createSubSystemsModule } from './module.ts';
export type { PluginTokens } from './ports.ts';
