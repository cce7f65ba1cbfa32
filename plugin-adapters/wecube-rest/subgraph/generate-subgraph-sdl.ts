import type { PackageGraphSource } from './plan.ts';
import { planPackage } from './plan-package.ts';
import { printSdl } from './print-sdl.ts';

/** The SDL of the subgraph that a package gets from its manifest and model; the same input gives the same text. */
export function generateSubgraphSdl(source: PackageGraphSource): string {
  return printSdl(planPackage(source));
}
