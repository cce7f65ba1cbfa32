import {
  CalendarClock,
  CircleDot,
  CircleX,
  Clock,
  DatabaseZap,
  Diamond,
  GitFork,
  GitMerge,
  Layers,
  type LucideIcon,
  Merge,
  Play,
  User,
  Zap,
} from 'lucide-react';
import type { NodeType } from '../../gql/graphql.ts';

/** The sign of each type of node, the same in palette, canvas, form and run. */
export const NODE_ICONS: Readonly<Record<NodeType, LucideIcon>> = {
  START: Play,
  END: CircleDot,
  ABNORMAL_END: CircleX,
  AUTOMATIC: Zap,
  HUMAN: User,
  DATA: DatabaseZap,
  SUB_PROCESS: Layers,
  FORK: GitFork,
  MERGE: GitMerge,
  DECISION: Diamond,
  DECISION_MERGE: Merge,
  TIME_INTERVAL: Clock,
  DATE: CalendarClock,
};
