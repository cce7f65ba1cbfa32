export { createMenusModule } from './module.ts';
