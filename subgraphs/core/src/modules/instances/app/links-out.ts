import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { VolumeBinding } from '../ports.ts';

/**
 * Where volumes really lie that pretend to lie in a package's folders. A container can leave a link in its own volume,
 * and the next launch would follow it anywhere on the machine.
 */
export async function linksOut(volumes: readonly VolumeBinding[], folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const inside = volumes.filter(({ hostPath }) => hostPath.startsWith(folder + sep));
    const real = await realOf(folder);
    for (const { hostPath } of inside) {
      const place = await realOf(hostPath);
      if (place !== real && !place.startsWith(real + sep)) found.push(place);
    }
  }
  return found;
}

/** Of the part that is there; the rest is made by the engine. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    if (above === path) return path;
    return `${await realOf(above)}${path.slice(above.length)}`;
  }
}
