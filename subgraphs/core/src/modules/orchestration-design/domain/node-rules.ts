import type { NodeType } from './definition.ts';

type Range = { least: number; most: number };

export type NodeRule = {
  /** As a person reads it in a message. */
  label: string;
  incoming: Range;
  outgoing: Range;
  /** Works on objects by calling a service. */
  callsService: boolean;
  /** Splits into branches that must meet again, or is where they meet. */
  branching: 'SPLIT' | 'JOIN' | null;
  /** Has parameters that later nodes may take as context. */
  offersContext: boolean;
};

const none: Range = { least: 0, most: 0 };
const one: Range = { least: 1, most: 1 };
const many: Range = { least: 2, most: Number.POSITIVE_INFINITY };
const oneOrMore: Range = { least: 1, most: Number.POSITIVE_INFINITY };

const plain = { callsService: false, branching: null, offersContext: false } as const;

/** What each type of node may look like; a new type is a new row here and in `NODE_TYPES`. */
export const NODE_RULES: Readonly<Record<NodeType, NodeRule>> = {
  START: { ...plain, label: 'start', incoming: none, outgoing: one, offersContext: true },
  END: { ...plain, label: 'end', incoming: oneOrMore, outgoing: none },
  AUTOMATIC: {
    label: 'automatic',
    incoming: one,
    outgoing: one,
    callsService: true,
    branching: null,
    offersContext: true,
  },
  FORK: { ...plain, label: 'fork', incoming: one, outgoing: many, branching: 'SPLIT' },
  MERGE: { ...plain, label: 'merge', incoming: many, outgoing: one, branching: 'JOIN' },
};
