import { CircleDot, GitFork, GitMerge, type LucideIcon, Zap } from 'lucide-react';
import type { NodeType } from '../../gql/graphql.ts';
import type { WordKey } from '../../locales/index.ts';

export type StepType = { type: NodeType; icon: LucideIcon; group: WordKey };

/** The node types a person can add; the start is there from the beginning. */
export const STEPS: StepType[] = [
  { type: 'AUTOMATIC', icon: Zap, group: 'palette.work' },
  { type: 'FORK', icon: GitFork, group: 'palette.flow' },
  { type: 'MERGE', icon: GitMerge, group: 'palette.flow' },
  { type: 'END', icon: CircleDot, group: 'palette.flow' },
];
export const START_STEP: StepType = { type: 'START', icon: CircleDot, group: 'palette.flow' };
