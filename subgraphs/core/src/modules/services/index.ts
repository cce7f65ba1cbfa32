export { createServicesModule } from './module.ts';
