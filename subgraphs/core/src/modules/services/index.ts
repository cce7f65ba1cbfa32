export { createServicesModule } from './module.ts';
export type { RoleNames } from './ports.ts';
