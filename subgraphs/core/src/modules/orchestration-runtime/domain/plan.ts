/** A deployed definition in the shape the engine walks; immutable for one definition id. */
export type NodeType =
  | 'START'
  | 'END'
  | 'ABNORMAL_END'
  | 'AUTOMATIC'
  | 'HUMAN'
  | 'DATA'
  | 'SUB_PROCESS'
  | 'FORK'
  | 'MERGE'
  | 'DECISION'
  | 'DECISION_MERGE'
  | 'TIME_INTERVAL'
  | 'DATE';
export type BindMode = 'AT_START' | 'AT_RUN_TIME' | 'AS_NODE';

export type NodeParameter = {
  readonly name: string;
  readonly source: 'CONSTANT' | 'CONTEXT' | 'ENTITY' | 'SYSTEM_VARIABLE' | 'OBJECT';
  readonly value: string | null;
  readonly fromNodeId: string | null;
  readonly fromParameter: string | null;
  /** Whether what that node sent or what it was answered is meant; absent takes the answer where it has the name. */
  readonly fromSide?: 'INPUT' | 'OUTPUT' | null;
  /** What an OBJECT is built of. */
  readonly properties: readonly NodeParameter[] | null;
};

export type DefinitionNodeShape = {
  readonly id: string;
  readonly name: string;
  readonly type: NodeType;
  readonly service: string | null;
  readonly timeoutMs: number;
  readonly expression: string | null;
  readonly bindMode: BindMode;
  readonly bindNodeId: string | null;
  readonly parameters: readonly NodeParameter[];
  readonly riskCheck: boolean;
  /** A person may end the wait of a TIME_INTERVAL or DATE. */
  readonly allowSkip: boolean;
  readonly waitMs: number | null;
  readonly waitUntil: string | null;
  readonly rowsPerCall: number | null;
  readonly parallelCalls: number;
};

export type DefinitionShape = {
  readonly id: string;
  readonly rootEntity: string;
  readonly nodes: readonly DefinitionNodeShape[];
  readonly links: readonly { readonly source: string; readonly target: string; readonly label?: string | null }[];
};

/** `ordinal` is the node's place by id: short, stable, and part of every request id. */
export type PlanNode = DefinitionNodeShape & {
  readonly ordinal: number;
  readonly next: readonly string[];
  /** What can be chosen there, or at the decision right behind it. */
  readonly options: readonly string[];
  /** Where each option of a DECISION leads; empty for other types. */
  readonly ways: ReadonlyMap<string, string>;
  readonly previous: readonly string[];
};

export type Plan = {
  readonly definitionId: string;
  readonly rootEntity: string;
  readonly start: string;
  readonly nodes: ReadonlyMap<string, PlanNode>;
};

/** Turns a definition into a plan; throws when it has no START, which no deployed definition lacks. */
export function compilePlan(definition: DefinitionShape): Plan {
  const sorted = [...definition.nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  const nodes = new Map(
    sorted.map((node, ordinal) => [
      node.id,
      {
        ...node,
        ordinal,
        next: definition.links.filter((link) => link.source === node.id).map((link) => link.target),
        options: [...waysFrom(definition, decisionAt(definition, node)).keys()],
        ways: node.type === 'DECISION' ? waysFrom(definition, node.id) : new Map(),
        previous: definition.links.filter((link) => link.target === node.id).map((link) => link.source),
      },
    ]),
  );
  const start = sorted.find((node) => node.type === 'START');
  if (!start) throw new Error(`definition ${definition.id} has no START node`);
  return { definitionId: definition.id, rootEntity: definition.rootEntity, start: start.id, nodes };
}

/** The decision that is right behind a node, else the node itself. */
function decisionAt({ nodes, links }: DefinitionShape, { id, type }: DefinitionNodeShape): string {
  const [next, other] = links.filter(({ source }) => source === id);
  if (type === 'DECISION' || !next || other) return id;
  return nodes.find((node) => node.id === next.target)?.type === 'DECISION' ? next.target : id;
}

function waysFrom({ links }: DefinitionShape, id: string): ReadonlyMap<string, string> {
  return new Map(links.flatMap(({ source, target, label }) => (source === id && label ? [[label, target]] : [])));
}

const CALLING: ReadonlySet<NodeType> = new Set(['AUTOMATIC', 'HUMAN']);
const WAITING: ReadonlySet<NodeType> = new Set(['TIME_INTERVAL', 'DATE']);

/** Works on objects by calling a service. */
export const isCalling = ({ type }: Pick<DefinitionNodeShape, 'type'>): boolean => CALLING.has(type);
/** Sends its objects in several calls, each of which succeeds or fails for itself. */
export const isSplit = ({ rowsPerCall }: Pick<DefinitionNodeShape, 'rowsPerCall'>): boolean => rowsPerCall !== null;
/** Waits for a moment. */
export const isTimed = ({ type }: Pick<DefinitionNodeShape, 'type'>): boolean => WAITING.has(type);
