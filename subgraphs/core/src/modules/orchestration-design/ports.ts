import type { Session } from '@wecube/kit';
import type { DesignService } from './domain/design-service.ts';

/** Where the designer learns what services there are; services' face satisfies it. */
export interface ServiceReader {
  find(name: string): Promise<DesignService | null>;
  /** The roles that may use each of these services; those that everybody may use are left out. */
  usableBy(names: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Those of these services that the person's roles may not use. */
  withheld(names: readonly string[], session: Session): Promise<string[]>;
}

/** Where the designer learns what a package sees under the name of a system variable. */
export interface VariableReader {
  effective(name: string, packageName?: string): Promise<{ secret: boolean } | null>;
}
