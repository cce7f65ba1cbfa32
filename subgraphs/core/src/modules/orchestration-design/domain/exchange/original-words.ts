import type { NodeType } from '../definition.ts';

/** Types of nodes as the present WeCube names them. */
export const NODE_TYPES_OF_ORIGINAL: Readonly<Record<string, NodeType>> = {
  start: 'START',
  end: 'END',
  abnormal: 'ABNORMAL_END',
  automatic: 'AUTOMATIC',
  human: 'HUMAN',
  data: 'DATA',
  subProc: 'SUB_PROCESS',
  fork: 'FORK',
  merge: 'MERGE',
  decision: 'DECISION',
  decisionMerge: 'DECISION_MERGE',
  timeInterval: 'TIME_INTERVAL',
  date: 'DATE',
};

/** Milliseconds of the units in which the present WeCube waits. */
export const WAIT_UNITS: Readonly<Record<string, number>> = {
  sec: 1_000,
  min: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};
