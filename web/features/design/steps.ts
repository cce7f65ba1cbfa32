import type { NodeType } from '../../gql/graphql.ts';
import type { WordKey } from '../../locales/index.ts';

export type StepType = { type: NodeType; group: WordKey };

/** The node types a person can add; the start is there from the beginning. */
export const STEPS: readonly StepType[] = [
  { type: 'AUTOMATIC', group: 'palette.work' },
  { type: 'HUMAN', group: 'palette.work' },
  { type: 'DATA', group: 'palette.work' },
  { type: 'SUB_PROCESS', group: 'palette.work' },
  { type: 'DECISION', group: 'palette.flow' },
  { type: 'DECISION_MERGE', group: 'palette.flow' },
  { type: 'FORK', group: 'palette.flow' },
  { type: 'MERGE', group: 'palette.flow' },
  { type: 'END', group: 'palette.flow' },
  { type: 'ABNORMAL_END', group: 'palette.flow' },
  { type: 'TIME_INTERVAL', group: 'palette.time' },
  { type: 'DATE', group: 'palette.time' },
];
export const START_STEP: StepType = { type: 'START', group: 'palette.flow' };
