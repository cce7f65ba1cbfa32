import type { Manifest } from './manifest.ts';

export type ManifestCounts = {
  entities: number;
  attributes: number;
  plugins: number;
  interfaces: number;
  /** Inputs and outputs together. */
  parameters: number;
  menus: number;
  systemParameters: number;
};

/** How much a manifest declares, as `plugin inspect` prints it. */
export function manifestCounts(manifest: Manifest): ManifestCounts {
  const interfaces = manifest.plugins.flatMap((plugin) => plugin.interfaces);
  return {
    entities: manifest.dataModel.entities.length,
    attributes: sum(manifest.dataModel.entities.map((entity) => entity.attributes.length)),
    plugins: manifest.plugins.length,
    interfaces: interfaces.length,
    parameters: sum(interfaces.map((call) => call.inputs.length + call.outputs.length)),
    menus: manifest.menus.length,
    systemParameters: manifest.systemParameters.length,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
