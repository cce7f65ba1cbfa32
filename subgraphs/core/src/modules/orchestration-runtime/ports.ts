import type { PluginCaller } from '../../ports/plugin-caller.ts';
import type { AuditNote } from '../audit/index.ts';
import type { RunChange, ServiceSnapshot, VariableValue } from './domain/events.ts';
import type { DefinitionShape } from './domain/plan.ts';
import type { Attempt, BoundObject, NodeRun, RowValues, RunRow } from './domain/run.ts';

/** The one call of a plugin that the engine makes. */
export type InterfaceCaller = Pick<PluginCaller, 'callInterface'>;

export type RuntimeDefinition = DefinitionShape & {
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly status: 'DRAFT' | 'DEPLOYED' | 'DISABLED';
  readonly mgmtRoles: readonly string[];
  readonly useRoles: readonly string[];
  readonly authorisedPlugins: readonly string[];
};

/** Where the engine finds what it runs. */
export interface DefinitionFinder {
  find(definitionId: string): Promise<RuntimeDefinition | null>;
}

export interface ServiceFinder {
  find(name: string): Promise<ServiceSnapshot | null>;
}

export interface VariableFinder {
  effective(name: string, packageName?: string): Promise<VariableValue | null>;
}

export type FoundObject = BoundObject & { readonly attributes: Record<string, unknown> };

/** The plugins' objects, as the platform itself may see them. */
export interface ObjectFinder {
  /** The objects at the expression's end, each once. */
  evaluate(expression: string, rootObjectIds: readonly string[]): Promise<readonly FoundObject[]>;
  /** Per starting object the values of the expression's last attribute, ids where it names none. */
  values(expression: string, objectIds: readonly string[]): Promise<ReadonlyMap<string, readonly unknown[]>>;
}

/** Who did what. `row` gives the entry that a commit carries, `record` writes one on its own. */
export interface AuditLog {
  row(note: AuditNote): AuditRow;
  record(note: AuditNote): Promise<void>;
}

/** An audit entry that is written with a change. */
export type AuditRow = {
  readonly id: string;
  readonly at: number;
  readonly who: string;
  readonly userId: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: string;
  readonly detail: string | null;
  readonly requestId: string | null;
};

/** The rows of one event, and who is to be held responsible if it was a person's doing. */
export type CommitItem = { readonly change: RunChange; readonly audit: AuditRow | null };

/** A run as stored; its plan comes from the definition. */
export type StoredRun = {
  readonly row: RunRow;
  readonly nodes: ReadonlyMap<string, NodeRun>;
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, RowValues>>;
};

/** `instance` names the installation's process over restarts, `id` one life of it. */
export type Owner = { readonly id: string; readonly instance: string };

/** What is known of a run's place; enough to tell who won. */
export type RunStamp = Pick<RunRow, 'id' | 'version' | 'epoch' | 'owner' | 'status'>;

/**
 * Keeps runs. Every change is guarded by the version and epoch it was made from; leases are measured by the database's
 * clock.
 */
export interface RunStore {
  /** Commits all items together but those of the runs it names as lost: somebody else changed or owns them. */
  commit(items: readonly CommitItem[]): Promise<ReadonlySet<string>>;
  load(runIds: readonly string[]): Promise<ReadonlyMap<string, StoredRun>>;
  stamps(runIds: readonly string[]): Promise<ReadonlyMap<string, RunStamp>>;
  /** The run a start key was used for. */
  findByStartKey(startKey: string): Promise<string | null>;
  /** Declares this life alive and every earlier life of the same instance dead. */
  register(owner: Owner, leaseMs: number): Promise<void>;
  renew(owner: Owner, leaseMs: number): Promise<void>;
  /** Gives the lease up at once, so that others need not wait for its end. */
  release(owner: Owner): Promise<void>;
  /** Takes over up to `limit` live runs of dead owners, raising their epoch, and names them. */
  claimAbandoned(owner: Owner, limit: number): Promise<readonly string[]>;
  /** The live runs of this owner. */
  owned(owner: Owner): Promise<readonly string[]>;
  /** Takes over one run unless a living owner is at work on it. */
  claim(owner: Owner, runId: string): Promise<'CLAIMED' | 'OWNED_ELSEWHERE' | 'NOT_FOUND'>;
  close(): Promise<void>;
}

/** The database cannot be reached; whether the last commit took place is not known. */
export class StoreUnreachable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'StoreUnreachable';
  }
}

export const isStoreUnreachable = (error: unknown): boolean => error instanceof StoreUnreachable;
