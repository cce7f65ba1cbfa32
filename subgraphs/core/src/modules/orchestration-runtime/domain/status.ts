/** Every status of a run, a node run and an attempt, what may follow what, and the questions asked about them. */

export const RUN_STATUSES = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'FAULTED', 'PAUSED', 'TERMINATED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const NODE_RUN_STATUSES = [
  'NOT_STARTED',
  'IN_PROGRESS',
  'COMPLETED',
  'FAULTED',
  'TIMEOUTED',
  'AMBIGUOUS',
  'SKIPPED',
] as const;
export type NodeRunStatus = (typeof NODE_RUN_STATUSES)[number];

/**
 * AWAITING: the plugin took it and calls back when it is done. AMBIGUOUS: it was sent, or may have been, and nobody knows
 * what became of it.
 */
export const ATTEMPT_STATUSES = ['SENT', 'AWAITING', 'DONE', 'FAILED', 'TIMED_OUT', 'AMBIGUOUS', 'ABANDONED'] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** FAULTED is no end, but of a run at an abnormal end: a retry, a skip or a confirmation puts it back to work. */
export const RUN_TRANSITIONS: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  NOT_STARTED: ['IN_PROGRESS', 'COMPLETED', 'FAULTED'],
  IN_PROGRESS: ['COMPLETED', 'FAULTED', 'PAUSED', 'TERMINATED'],
  FAULTED: ['IN_PROGRESS', 'COMPLETED', 'TERMINATED'],
  PAUSED: ['IN_PROGRESS', 'COMPLETED', 'FAULTED', 'TERMINATED'],
  COMPLETED: [],
  TERMINATED: [],
};

export const NODE_RUN_TRANSITIONS: Readonly<Record<NodeRunStatus, readonly NodeRunStatus[]>> = {
  NOT_STARTED: ['IN_PROGRESS', 'COMPLETED', 'FAULTED'],
  IN_PROGRESS: ['COMPLETED', 'SKIPPED', 'FAULTED', 'TIMEOUTED', 'AMBIGUOUS'],
  FAULTED: ['IN_PROGRESS', 'SKIPPED', 'COMPLETED'],
  TIMEOUTED: ['IN_PROGRESS', 'SKIPPED', 'COMPLETED', 'FAULTED'],
  AMBIGUOUS: ['IN_PROGRESS', 'SKIPPED', 'COMPLETED', 'FAULTED', 'TIMEOUTED'],
  COMPLETED: [],
  SKIPPED: [],
};

export const mayRunBecome = (from: RunStatus, to: RunStatus): boolean => RUN_TRANSITIONS[from].includes(to);
export const mayNodeBecome = (from: NodeRunStatus, to: NodeRunStatus): boolean =>
  NODE_RUN_TRANSITIONS[from].includes(to);

/** Nothing will ever change in it again. */
export const isRunFinished = (status: RunStatus): boolean => RUN_TRANSITIONS[status].length === 0;
/** The same of a run that came to an abnormal end, which is FAULTED for good. */
export const isRunOver = ({ status, endedAt }: { status: RunStatus; endedAt: number | null }): boolean =>
  isRunFinished(status) || (status === 'FAULTED' && endedAt !== null);
/** New nodes may be entered and new calls made. */
export const mayRunMove = (status: RunStatus): boolean => status === 'IN_PROGRESS';
/** The engine keeps it in memory and a restart has to look after it. */
export const isRunLive = (status: RunStatus): boolean => status === 'IN_PROGRESS' || status === 'PAUSED';

export const isNodeWaiting = (status: NodeRunStatus): boolean => status === 'NOT_STARTED';
export const isNodeRunning = (status: NodeRunStatus): boolean => status === 'IN_PROGRESS';
/** What follows the node may go on. */
export const isNodeDone = (status: NodeRunStatus): boolean => status === 'COMPLETED' || status === 'SKIPPED';
export const isNodeFailed = (status: NodeRunStatus): boolean => status === 'FAULTED' || status === 'TIMEOUTED';
export const needsPerson = (status: NodeRunStatus): boolean => isNodeFailed(status) || status === 'AMBIGUOUS';

/** An answer is still expected. */
export const isAttemptOpen = (status: AttemptStatus): boolean => status === 'SENT' || isAwaitingCallback(status);
/** The plugin has it and will call back; there is nothing to send again. */
export const isAwaitingCallback = (status: AttemptStatus): boolean => status === 'AWAITING';
/** The plugin may have done it: a keyed service is asked again under the same request id. */
export const isOutcomeUnknown = (status: AttemptStatus): boolean =>
  isAttemptOpen(status) || status === 'TIMED_OUT' || status === 'AMBIGUOUS';
/** A plugin that calls back is still heard: what was lost on the way may well have reached it. */
export const mayBeCalledBack = (status: AttemptStatus): boolean => isAttemptOpen(status) || status === 'AMBIGUOUS';
