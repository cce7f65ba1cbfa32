import type { EntityModel, PackageInterface } from '@wecube/plugin-adapters/contract';
import type { PackageRecord } from '../packages/index.ts';
import type { ModelMention } from './domain/model-use.ts';

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

/** What may depend on the model: orchestrations and services, which are made of it. */
export interface ModelUsers {
  mentions(): Promise<readonly ModelMention[]>;
  /** What of the model an expression depends on. */
  touches(expression: string): readonly { entity: string; attribute: string | null }[];
}
