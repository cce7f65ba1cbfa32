import type { NodeType } from '../../gql/graphql.ts';
import type { DesignNode } from './draft.ts';

const MINUTE = 60_000;
/** A sub-process has its children run side by side; calls of a service go one after the other. */
const CHILDREN_AT_ONCE = 10;

/** What a new node has before anybody settled anything. */
export const EMPTY_NODE: Omit<DesignNode, 'id' | 'name' | 'type' | 'x' | 'y'> = {
  description: '',
  expression: null,
  bindMode: 'AT_START',
  bindNodeId: null,
  service: null,
  timeoutMs: 30 * MINUTE,
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
};

/** What a new node of a type begins with. */
export function startingValues(type: NodeType): Partial<DesignNode> {
  if (type === 'SUB_PROCESS') return { parallelCalls: CHILDREN_AT_ONCE };
  if (type === 'TIME_INTERVAL') return { waitMs: 5 * MINUTE };
  return {};
}
