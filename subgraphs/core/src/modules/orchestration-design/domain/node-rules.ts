import type { Said } from '@wecube/kit';
import type { NodeType } from './definition.ts';
import { sayDesign } from './texts.ts';

type Range = { least: number; most: number };

export type NodeRule = {
  /** As a person reads it in a message. */
  label: Said;
  incoming: Range;
  outgoing: Range;
  /** Changes something; an orchestration without such a node does nothing. */
  works: boolean;
  /** Works on objects that it finds by its expression or takes of another node. */
  bindsObjects: boolean;
  /** Calls a service for its objects. */
  callsService: boolean;
  /** Where ways part, and where they meet: ALL of them are gone, or ONE. */
  branching: { side: 'SPLIT' | 'JOIN'; ways: 'ALL' | 'ONE' } | null;
  /** Has parameters that later nodes may take as context. */
  offersContext: boolean;
};

const none: Range = { least: 0, most: 0 };
const one: Range = { least: 1, most: 1 };
const many: Range = { least: 2, most: Number.POSITIVE_INFINITY };
const oneOrMore: Range = { least: 1, most: Number.POSITIVE_INFINITY };

const plain = {
  works: false,
  bindsObjects: false,
  callsService: false,
  branching: null,
  offersContext: false,
} as const;
const step = { ...plain, incoming: one, outgoing: one };
const caller = { ...step, works: true, bindsObjects: true, callsService: true, offersContext: true };
const end = { ...plain, incoming: oneOrMore, outgoing: none };
const split = { ...plain, incoming: one, outgoing: many };
const join = { ...plain, incoming: many, outgoing: one };

/** What each type of node may look like; a new type is a new row here and in `NODE_TYPES`. */
export const NODE_RULES: Readonly<Record<NodeType, NodeRule>> = {
  START: { ...step, label: sayDesign('NODE_TYPE.START'), incoming: none, offersContext: true },
  END: { ...end, label: sayDesign('NODE_TYPE.END') },
  ABNORMAL_END: { ...end, label: sayDesign('NODE_TYPE.ABNORMAL_END') },
  AUTOMATIC: { ...caller, label: sayDesign('NODE_TYPE.AUTOMATIC') },
  HUMAN: { ...caller, label: sayDesign('NODE_TYPE.HUMAN') },
  DATA: { ...step, label: sayDesign('NODE_TYPE.DATA'), works: true },
  SUB_PROCESS: { ...step, label: sayDesign('NODE_TYPE.SUB_PROCESS'), works: true, bindsObjects: true },
  FORK: { ...split, label: sayDesign('NODE_TYPE.FORK'), branching: { side: 'SPLIT', ways: 'ALL' } },
  MERGE: { ...join, label: sayDesign('NODE_TYPE.MERGE'), branching: { side: 'JOIN', ways: 'ALL' } },
  DECISION: { ...split, label: sayDesign('NODE_TYPE.DECISION'), branching: { side: 'SPLIT', ways: 'ONE' } },
  DECISION_MERGE: { ...join, label: sayDesign('NODE_TYPE.DECISION_MERGE'), branching: { side: 'JOIN', ways: 'ONE' } },
  TIME_INTERVAL: { ...step, label: sayDesign('NODE_TYPE.TIME_INTERVAL') },
  DATE: { ...step, label: sayDesign('NODE_TYPE.DATE') },
};
