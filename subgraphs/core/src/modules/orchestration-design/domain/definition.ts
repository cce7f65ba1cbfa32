export const NODE_TYPES = [
  'START',
  'END',
  'ABNORMAL_END',
  'AUTOMATIC',
  'HUMAN',
  'DATA',
  'SUB_PROCESS',
  'FORK',
  'MERGE',
  'DECISION',
  'DECISION_MERGE',
  'TIME_INTERVAL',
  'DATE',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** When the objects of a node are found: before the run starts, when the node is reached, or as those of an earlier node. */
export const BIND_MODES = ['AT_START', 'AT_RUN_TIME', 'AS_NODE'] as const;
export type BindMode = (typeof BIND_MODES)[number];

/** Where a parameter's value comes from when the service's own mapping does not say. */
export const PARAMETER_SOURCES = ['CONSTANT', 'CONTEXT', 'ENTITY', 'SYSTEM_VARIABLE', 'OBJECT'] as const;
export type ParameterSource = (typeof PARAMETER_SOURCES)[number];

export const PARAMETER_SIDES = ['INPUT', 'OUTPUT'] as const;
export type ParameterSide = (typeof PARAMETER_SIDES)[number];

export type NodeParameter = {
  name: string;
  source: ParameterSource;
  /** The value of a CONSTANT, the expression of an ENTITY from the node's own object, the name of a SYSTEM_VARIABLE. */
  value: string | null;
  /** The node a CONTEXT value is taken of, and which of its parameters (of START: one of `START_CONTEXT`). */
  fromNodeId: string | null;
  fromParameter: string | null;
  /** Whether CONTEXT means what that node sent or what it was answered; absent takes the answer where it has the name. */
  fromSide?: ParameterSide | null;
  /** What an OBJECT is built of, each with a source of its own; null for the other sources. */
  properties: readonly NodeParameter[] | null;
};

/** Objects that a DATA node writes: those an expression from the root entity leads to, and what is done with them. */
export type DataWrite = { expression: string; operation: string };

export type DefinitionNode = {
  id: string;
  name: string;
  type: NodeType;
  description: string;
  x: number;
  y: number;
  /** From the root entity to the objects the node works on; null for AS_NODE and nodes that work on none. */
  expression: string | null;
  bindMode: BindMode;
  /** The node whose objects are taken, for AS_NODE. */
  bindNodeId: string | null;
  /** Name of the service it calls. */
  service: string | null;
  timeoutMs: number;
  parameters: readonly NodeParameter[];
  /** A plugin judges the call before it is made, and a person confirms what it finds dangerous. */
  riskCheck: boolean;
  /** A person may end the wait of a TIME_INTERVAL or DATE. */
  allowSkip: boolean;
  /** At most so many objects in one call; null sends all in one. */
  rowsPerCall: number | null;
  /** At most so many calls, or runs of a SUB_PROCESS, at once. */
  parallelCalls: number;
  /** Key of the orchestration that a SUB_PROCESS runs for each object, and which version: null is the newest deployed. */
  subProcessKey: string | null;
  subProcessVersion: number | null;
  /** How long a TIME_INTERVAL waits. */
  waitMs: number | null;
  /** What a DATE waits for, an instant in ISO 8601. */
  waitUntil: string | null;
  writes: readonly DataWrite[];
};

export type DefinitionLink = { id: string; source: string; target: string; label: string | null };

export type DefinitionGraph = {
  /** `package:entity`, possibly with filters. */
  rootEntity: string;
  nodes: readonly DefinitionNode[];
  links: readonly DefinitionLink[];
};

/** What a person settles about an orchestration apart from its graph. */
export type DefinitionSettings = {
  /** Runs as a node of others only; settled once a version is deployed. */
  isSubProcess: boolean;
  /** Under which heading people look for it; empty for none. */
  group: string;
  /** No two runs work on one object at once. */
  conflictCheck: boolean;
  /** Packages that may start it by themselves. */
  authorisedPlugins: readonly string[];
  /** Who may change it; empty for everybody who edits orchestrations. */
  mgmtRoles: readonly string[];
  /** Who may see and run it; empty, with no roles at all, for everybody who runs orchestrations. */
  useRoles: readonly string[];
};

/** One version of an orchestration. Versions of one orchestration share the key; a deployed one never changes again. */
export type DefinitionRecord = DefinitionGraph &
  DefinitionSettings & {
    id: string;
    key: string;
    name: string;
    description: string;
    version: number;
    status: DefinitionStatus;
    createdBy: string;
    createdAt: Date;
    updatedBy: string;
    updatedAt: Date;
    deployedAt: Date | null;
    /** Rises with every change of the row; guards saving and numbers its events. */
    rowVersion: number;
  };

export type DefinitionStatus = 'DRAFT' | 'DEPLOYED' | 'DISABLED';

export const DEFAULT_TIMEOUT_MS = 30 * 60_000;

/** How many calls, or runs of a sub-process, are made at once when nobody chose. */
export const defaultParallelCalls = (type: NodeType): number => (type === 'SUB_PROCESS' ? 10 : 1);

/** What a node has where nothing was given. */
export const EMPTY_NODE = {
  description: '',
  expression: null,
  bindMode: 'AT_START',
  bindNodeId: null,
  service: null,
  timeoutMs: DEFAULT_TIMEOUT_MS,
  parameters: [],
  riskCheck: false,
  allowSkip: false,
  rowsPerCall: null,
  parallelCalls: 1,
  subProcessKey: null,
  subProcessVersion: null,
  waitMs: null,
  waitUntil: null,
  writes: [],
} as const satisfies Partial<DefinitionNode>;

/** The settings of an orchestration that nobody settled anything about. */
export const DEFAULT_SETTINGS: DefinitionSettings = {
  isSubProcess: false,
  group: '',
  conflictCheck: true,
  authorisedPlugins: [],
  mgmtRoles: [],
  useRoles: [],
};

/** What a START node offers as context: facts of the run. */
export const START_CONTEXT = [
  'procDefName',
  'procDefKey',
  'procInstId',
  'procInstKey',
  'procInstName',
  'rootEntityName',
  'rootEntityId',
  'procStartTime',
  'procExecutor',
] as const;
