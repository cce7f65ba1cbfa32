export const NODE_TYPES = ['START', 'END', 'AUTOMATIC', 'FORK', 'MERGE'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** When the objects of a node are found: before the run starts, when the node is reached, or as those of an earlier node. */
export const BIND_MODES = ['AT_START', 'AT_RUN_TIME', 'AS_NODE'] as const;
export type BindMode = (typeof BIND_MODES)[number];

/** Where a parameter's value comes from when the service's own mapping does not say. */
export const PARAMETER_SOURCES = ['CONSTANT', 'CONTEXT'] as const;
export type ParameterSource = (typeof PARAMETER_SOURCES)[number];

export type NodeParameter = {
  name: string;
  source: ParameterSource;
  /** The value of a CONSTANT. */
  value: string | null;
  /** The node a CONTEXT value is taken of, and which of its parameters (of START: one of `START_CONTEXT`). */
  fromNodeId: string | null;
  fromParameter: string | null;
};

export type DefinitionNode = {
  id: string;
  name: string;
  type: NodeType;
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
};

export type DefinitionLink = { id: string; source: string; target: string; label: string | null };

export type DefinitionGraph = {
  /** `package:entity`, possibly with filters. */
  rootEntity: string;
  nodes: readonly DefinitionNode[];
  links: readonly DefinitionLink[];
};

/** One version of an orchestration. Versions of one orchestration share the key; a deployed one never changes again. */
export type DefinitionRecord = DefinitionGraph & {
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
