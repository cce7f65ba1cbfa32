import type { EntityModel, PackageInterface } from '@wecube/plugin-adapters/contract';
import type { PackageRecord } from '../packages/index.ts';

/** What this module asks of packages. */
export interface ActivePackages {
  activePackage(name: string): Promise<PackageRecord | null>;
  activePackages(): Promise<readonly PackageRecord[]>;
}

/** The subgraph that a package would be, in SDL. */
export interface SubgraphWriter {
  write(candidate: {
    packageName: string;
    entities: readonly EntityModel[];
    interfaces: readonly PackageInterface[];
    /** Entities of all other packages; references to them become edges. */
    others: readonly EntityModel[];
  }): string;
}
