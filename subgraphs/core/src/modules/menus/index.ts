export type { MenuItem } from './domain/menu-item.ts';
export { createMenusModule, type Menus, type MenusModule } from './module.ts';
export type { RunningPackages } from './ports.ts';
