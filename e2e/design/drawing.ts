/** The drawing both people make: five times the same part of eleven nodes, of every type, between a start and an end. */

export const APPLICATION = 'estate:application';
export const HOSTS = 'estate:application~(application)estate:unit~(unit)estate:host';
export const CHILD = 'Look after a host';
export const COPIES = 4;

/** Name a node gets by itself, and what a person chooses in the palette or in the menu of `/`. */
export const PART = {
  start: { name: 'Start agent', item: 'shell/agent/start' },
  decision: { name: 'Decision', item: 'Decision' },
  data: { name: 'Data write', item: 'Data write' },
  human: { name: 'Approve task', item: 'desk/task/approve' },
  abnormal: { name: 'Abnormal end', item: 'Abnormal end' },
  decided: { name: 'Decision merge', item: 'Decision merge' },
  fork: { name: 'Fork', item: 'Fork' },
  span: { name: 'Time span', item: 'Time span' },
  date: { name: 'Date', item: 'Date' },
  merge: { name: 'Merge', item: 'Merge' },
  child: { name: 'Sub-process', item: 'Sub-process' },
} as const;

/** The links within a part, by names of its nodes; those of the decision carry its options. */
export const LINKS = [
  ['start', 'decision'],
  ['decision', 'data', 'yes'],
  ['decision', 'human', 'ask'],
  ['decision', 'abnormal', 'no'],
  ['data', 'decided'],
  ['human', 'decided'],
  ['decided', 'fork'],
  ['fork', 'span'],
  ['fork', 'date'],
  ['span', 'merge'],
  ['date', 'merge'],
  ['merge', 'child'],
] as const satisfies readonly (readonly [keyof typeof PART, keyof typeof PART, string?])[];

/** The last three calls in a row before the end. */
export const TAIL = ['Stop agent', 'Install agent', 'Slow script'] as const;
export const NODES = 1 + 11 * (COPIES + 1) + TAIL.length + 1;
/** Within the parts, from the start to the first, from part to part, and through the tail to the end. */
export const DRAWN_LINKS = 12 * (COPIES + 1) + 1 + COPIES + TAIL.length + 1;

/** The name of a node in the nth copy. */
export const inCopy = (name: string, copy: number): string => (copy === 0 ? name : `${name} ${copy + 1}`);
