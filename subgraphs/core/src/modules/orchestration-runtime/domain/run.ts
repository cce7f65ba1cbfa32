import type { Parameters } from '@wecube/kit';
import type { Plan } from './plan.ts';
import type { AttemptStatus, NodeRunStatus, RunStatus } from './status.ts';

export type Idempotency = 'SAFE' | 'KEYED' | 'UNSAFE';

/** An object an expression found. */
export type BoundObject = { readonly objectId: string; readonly displayName: string; readonly entity: string };

/** An object bound to a node run, with its own outcome. */
export type BoundRow = BoundObject & {
  readonly status: NodeRunStatus;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** What the platform filled its own sentence with; null where the words are the plugin's. */
  readonly errorParameters?: Parameters | null;
};

/** Times are epoch milliseconds. `statusVersion` is the version at which the status changed last. */
export type RunRow = {
  readonly id: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionName: string;
  readonly definitionVersion: number;
  readonly rootEntity: string;
  readonly rootObjectId: string;
  readonly rootObjectName: string;
  readonly status: RunStatus;
  readonly statusVersion: number;
  readonly version: number;
  readonly epoch: number;
  readonly owner: string;
  readonly nodeTotal: number;
  /** Some node waits for a person. */
  readonly needsAttention: boolean;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly startKey: string | null;
};

/** `rows` is null until the node's objects are known; `version` is the run's version at its last change. */
export type NodeRun = {
  readonly nodeId: string;
  readonly status: NodeRunStatus;
  readonly version: number;
  readonly attempts: number;
  readonly rows: readonly BoundRow[] | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** When a node that waits for a moment goes on. */
  readonly dueAt: number | null;
  /** The option a decision took, or that the answer to a node chose for the decision behind it. */
  readonly choice: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** What the platform filled its own sentence with; null where the words are the plugin's. */
  readonly errorParameters?: Parameters | null;
};

/** One element of the protocol's `inputs`: the parameters of one object. */
export type CallInput = Readonly<Record<string, unknown>> & { readonly callbackParameter: string };

/** Everything that is needed to send the call again after a crash; `sensitive` names what answers must mask, a property as `parameter.property`. */
export type CallRequest = {
  readonly service: string;
  readonly packageName: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly sensitive: readonly string[];
  /** The answer only says that the plugin took it; the outcome comes by a callback. */
  readonly isAsync?: boolean | undefined;
  /** Of such a call: what a person can choose, and within how many minutes. */
  readonly allowedOptions?: readonly string[] | undefined;
  readonly dueDate?: string | undefined;
  /** Outputs that the service sets itself, whatever the plugin answers under their names. */
  readonly assigned?: Readonly<Record<string, string>> | undefined;
  readonly inputs: readonly CallInput[];
};

export type CallOutput = Readonly<Record<string, unknown>>;

export type Attempt = {
  readonly requestId: string;
  readonly nodeId: string;
  readonly number: number;
  readonly epoch: number;
  readonly status: AttemptStatus;
  readonly idempotency: Idempotency;
  readonly resent: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly dueAt: number;
  readonly request: CallRequest;
  readonly outputs: readonly CallOutput[] | null;
  readonly resultCode: string | null;
  readonly errorCode?: string | null;
  readonly errorMessage: string | null;
  readonly errorParameters?: Parameters | null;
  readonly instance: string | null;
};

/** What a node sent and got for one object, for later nodes that take values from it. */
export type RowValues = { readonly input: CallOutput; readonly outputs: readonly CallOutput[] };

/** A run as the engine holds it; `attempts` keeps only those whose outcome is not known. */
export type Run = {
  readonly row: RunRow;
  readonly plan: Plan;
  readonly nodes: ReadonlyMap<string, NodeRun>;
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, RowValues>>;
};

const UNTOUCHED = {
  status: 'NOT_STARTED',
  version: 0,
  attempts: 0,
  rows: null,
  startedAt: null,
  endedAt: null,
  dueAt: null,
  choice: null,
  errorCode: null,
  errorMessage: null,
  errorParameters: null,
} as const;

/** A node run that nothing has happened to; such rows are not stored. */
export const untouchedNode = (nodeId: string): NodeRun => ({ nodeId, ...UNTOUCHED });

/** The node's run, whether or not anything has happened to it. */
export const nodeRunOf = (run: Run, nodeId: string): NodeRun => run.nodes.get(nodeId) ?? untouchedNode(nodeId);
