export { createPluginPagesModule } from './module.ts';
