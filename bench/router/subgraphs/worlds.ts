import { portalWorld } from './portal.ts';
import { shop } from './shop.ts';
import type { World } from './world.ts';

/** A world by its name, as a process of its own is told it. */
export function worldNamed(name: string): World {
  if (name === 'shop') return shop;
  if (name === 'portal') return portalWorld();
  throw new Error(`There is no world "${name}".`);
}
