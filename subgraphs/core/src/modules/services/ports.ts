import type { Said, Session } from '@wecube/kit';
import type { ManifestSystemParameter } from '@wecube/plugin-adapters/contract';
import type { CoreTransaction } from '@wecube/prisma';

/** What this module asks of the data model. */
export interface EntityLookup {
  entity(packageName: string, name: string): Promise<object | null>;
}

/** The expressions module's check of an expression against the model. */
export interface ExpressionChecker {
  check(
    text: string,
    rootEntity?: string | null,
  ): Promise<{ ok: boolean; resultEntity: string | null; problems: readonly Said[] }>;
}

/** Deployed orchestrations, and the services each calls. */
export type DeployedUse = { name: string; version: number; services: readonly string[] };

/** Where this module learns what would break. */
export interface ServiceUses {
  deployed(tx: CoreTransaction | null, packageName: string): Promise<readonly DeployedUse[]>;
}

/** What importing a file would do to a system variable. */
export type VariableChange = { name: string; change: 'ADDED' | 'CHANGED' | 'UNCHANGED' };

/** The system variables of a package, which travel with its registrations. */
export interface PackageVariables {
  /** As a file shows them; a secret one without its values unless asked for. */
  exported(
    packageName: string,
    withSecrets: boolean,
  ): Promise<{ parameters: readonly ManifestSystemParameter[]; withheld: readonly string[] }>;
  plan(packageName: string, wanted: readonly ManifestSystemParameter[]): Promise<readonly VariableChange[]>;
  /** Returns what tells subscribers, to be called once `tx` is committed. */
  take(
    tx: CoreTransaction,
    packageName: string,
    wanted: readonly ManifestSystemParameter[],
    session: Session,
  ): Promise<() => void>;
}

/** The names of the roles there are; null while nobody can say. */
export interface RoleNames {
  all(): Promise<readonly string[] | null>;
}
