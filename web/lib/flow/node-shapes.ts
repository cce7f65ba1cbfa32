import type { NodeType } from '../../gql/graphql.ts';

/** How a type of node is drawn: a card, a card with round sides, a circle, a diamond or a bar. */
export type NodeShape = 'card' | 'pill' | 'circle' | 'diamond' | 'bar';

export const NODE_SHAPES: Readonly<Record<NodeType, NodeShape>> = {
  START: 'circle',
  END: 'circle',
  ABNORMAL_END: 'circle',
  AUTOMATIC: 'card',
  HUMAN: 'pill',
  DATA: 'card',
  SUB_PROCESS: 'card',
  FORK: 'bar',
  MERGE: 'bar',
  DECISION: 'diamond',
  DECISION_MERGE: 'diamond',
  TIME_INTERVAL: 'card',
  DATE: 'card',
};

/** Nodes at which a path ends. */
export const isEnd = (type: NodeType): boolean => type === 'END' || type === 'ABNORMAL_END';
/** Nodes behind which a path goes on in several ways. */
export const isSplit = (type: NodeType): boolean => type === 'FORK' || type === 'DECISION';
export const isBar = (type: NodeType): boolean => NODE_SHAPES[type] === 'bar';
