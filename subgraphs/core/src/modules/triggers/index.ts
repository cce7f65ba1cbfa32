export { createTriggersModule } from './module.ts';
