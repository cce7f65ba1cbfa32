import type { Parameters } from '@wecube/kit';
import type { Attempt, BoundObject, CallOutput, CallRequest, Idempotency, NodeRun, Run, RunRow } from './run.ts';

export type ParameterSpec = {
  readonly name: string;
  readonly dataType: string;
  readonly required: boolean;
  readonly sensitive: boolean;
  readonly multiple: boolean;
  readonly mappingType: string;
  readonly mappingValue: string | null;
  readonly mappingEntityExpression: string | null;
  readonly mappingSystemVariableName: string | null;
  /** The shape of a parameter of data type `object`. */
  readonly refObjectName?: string | null;
};

/** A property of a shape; `mappingExpression` is the constant, the variable's name or the expression. */
export type PropertySpec = {
  readonly name: string;
  readonly dataType: string;
  readonly multiple: boolean;
  readonly sensitive: boolean;
  readonly refObjectName: string | null;
  readonly mappingType: string;
  readonly mappingExpression: string | null;
};

/** A named shape; its expression, where it has one, finds the objects that it is filled from. */
export type ObjectShape = {
  readonly name: string;
  readonly mappingExpression: string | null;
  readonly properties: readonly PropertySpec[];
};

export type ServiceSnapshot = {
  readonly name: string;
  readonly packageName: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly enabled: boolean;
  /** Answers by a callback. */
  readonly isAsync?: boolean;
  readonly idempotency: Idempotency;
  readonly inputs: readonly ParameterSpec[];
  readonly outputs: readonly ParameterSpec[];
  /** Shapes that parameters refer to. */
  readonly objects?: readonly ObjectShape[];
};

export type VariableValue = { readonly value: string; readonly secret: boolean };

/**
 * What the engine happens to hold in memory when an event arrives. A name that is missing is not known and has to be
 * looked up; null means it was looked up and does not exist. Variables are keyed `package/name`.
 */
export type Known = {
  readonly services: ReadonlyMap<string, ServiceSnapshot | null>;
  readonly variables: ReadonlyMap<string, VariableValue | null>;
};

/**
 * What was looked up for one node: its objects, and the values of entity expressions by parameter and starting object;
 * what the properties of an object parameter read stands under their paths.
 */
export type NodeFacts = {
  readonly objects: readonly BoundObject[] | null;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, readonly unknown[]>>;
};

export type PluginAnswer = {
  readonly resultCode: string;
  readonly resultMessage: string;
  readonly outputs: readonly CallOutput[];
  readonly instance: string;
};

export type OperationKind = 'RETRY' | 'SKIP' | 'PAUSE' | 'CONTINUE' | 'TERMINATE' | 'CONFIRM_DONE' | 'CHOOSE';
export const OPERATION_KINDS: readonly OperationKind[] = [
  'RETRY',
  'SKIP',
  'PAUSE',
  'CONTINUE',
  'TERMINATE',
  'CONFIRM_DONE',
  'CHOOSE',
];

export type Operation = {
  readonly kind: OperationKind;
  readonly nodeId: string | null;
  readonly by: string;
  readonly reason: string | null;
  /** What is chosen, of CHOOSE. */
  readonly option?: string | null;
  readonly expectedVersion: number | null;
};

/** What can happen to a run. `attempt` of a preparation is the number the next attempt would get. */
export type RunEvent =
  | { readonly type: 'START'; readonly objects: ReadonlyMap<string, readonly BoundObject[]>; readonly known: Known }
  | {
      readonly type: 'PREPARED';
      readonly nodeId: string;
      readonly attempt: number;
      readonly facts: NodeFacts;
      readonly known: Known;
    }
  | {
      readonly type: 'PREPARE_FAILED';
      readonly nodeId: string;
      readonly attempt: number;
      readonly code: string;
      readonly message: string;
      readonly parameters?: Parameters | null;
    }
  | {
      readonly type: 'ANSWERED';
      readonly requestId: string;
      readonly epoch: number;
      readonly answer: PluginAnswer;
      readonly known: Known;
    }
  | {
      readonly type: 'NOT_ANSWERED';
      readonly requestId: string;
      readonly epoch: number;
      readonly code: string;
      readonly message: string;
      readonly parameters?: Parameters | null;
      /** NO: certainly never reached the plugin. */
      readonly delivered: 'NO' | 'UNKNOWN' | 'YES';
      readonly known: Known;
    }
  | {
      readonly type: 'CALLED_BACK';
      readonly requestId: string;
      readonly answer: PluginAnswer;
      /** The package that called; null for a person, who may answer for any. */
      readonly by: string | null;
      readonly known: Known;
    }
  | { readonly type: 'DUE'; readonly requestId: string; readonly epoch: number; readonly known: Known }
  /** The moment that a node waits for has come. */
  | { readonly type: 'WAITED'; readonly nodeId: string; readonly known: Known }
  | { readonly type: 'RECOVER'; readonly known: Known }
  | { readonly type: 'OPERATE'; readonly operation: Operation; readonly known: Known };

/** What is to be done once the change is committed. */
export type Effect =
  | {
      readonly type: 'CALL';
      readonly runId: string;
      readonly requestId: string;
      readonly epoch: number;
      readonly operator: string;
      readonly resent: number;
      readonly dueAt: number;
      readonly request: CallRequest;
    }
  | { readonly type: 'PREPARE'; readonly runId: string; readonly nodeId: string; readonly attempt: number }
  | { readonly type: 'WAIT'; readonly runId: string; readonly nodeId: string; readonly dueAt: number }
  | { readonly type: 'CANCEL'; readonly requestId: string };

/** One line of the run's history, and what is pushed to those who watch. */
export type HistoryEntry = {
  readonly type: string;
  readonly at: number;
  readonly data: {
    readonly status: string;
    readonly nodes: readonly NodeChange[];
    readonly operation?: Operation;
  };
};
export type NodeChange = {
  readonly nodeId: string;
  readonly name: string;
  readonly status: string;
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly rowsFailed: number;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorParameters?: Parameters | null;
};

/** The rows one event changed; written together or not at all. */
export type RunChange = {
  readonly row: RunRow;
  /** The version the change was made from; 0 for a new run. */
  readonly expectedVersion: number;
  readonly nodes: readonly NodeRun[];
  readonly attempts: readonly Attempt[];
  readonly history: HistoryEntry;
};

/** Why something is not done or has failed; without parameters the message is another's words, such as a plugin's. */
export type Refusal = {
  readonly code: string;
  readonly message: string;
  readonly parameters?: Parameters | null;
  readonly remedy?: string;
};

export type Reduction =
  | { readonly kind: 'CHANGED'; readonly run: Run; readonly change: RunChange; readonly effects: readonly Effect[] }
  | { readonly kind: 'IGNORED'; readonly why: string }
  | { readonly kind: 'REFUSED'; readonly refusal: Refusal };
