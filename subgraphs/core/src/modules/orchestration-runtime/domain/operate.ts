import { abandonAll } from './abandon.ts';
import { advanceAfter, advanceAll } from './advance.ts';
import { NO_CAUSE } from './cause.ts';
import { choose } from './decide.ts';
import { dispatchNode, resendAttempt } from './dispatch-node.ts';
import type { Operation, OperationKind, Refusal } from './events.ts';
import { isSplit, isTimed, type PlanNode } from './plan.ts';
import { resumePreparations } from './recover.ts';
import type { Attempt, BoundRow, RunRow } from './run.ts';
import { isNodeRunning, isRunOver, type NodeRunStatus, type RunStatus } from './status.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

const ON_RUN: Partial<Record<RunStatus, readonly OperationKind[]>> = {
  IN_PROGRESS: ['PAUSE', 'TERMINATE'],
  PAUSED: ['CONTINUE', 'TERMINATE'],
  FAULTED: ['TERMINATE'],
};
const ON_NODE: Partial<Record<NodeRunStatus, readonly OperationKind[]>> = {
  FAULTED: ['RETRY', 'SKIP'],
  TIMEOUTED: ['RETRY', 'SKIP'],
  AMBIGUOUS: ['CONFIRM_DONE', 'RETRY', 'SKIP'],
};

type State = Pick<RunRow, 'status' | 'endedAt'>;

/** What may be done with a run as a whole; RETRY stands for all its failed nodes. */
export function runOperations(run: State, nodes: Iterable<NodeRunStatus>): readonly OperationKind[] {
  if (isRunOver(run)) return [];
  const failed = [...nodes].some((node) => node === 'FAULTED' || node === 'TIMEOUTED');
  const own = ON_RUN[run.status] ?? [];
  return failed && mayWorkOnNodes(run) ? ['RETRY', ...own] : own;
}

/** What may be done with one node. Nothing is started in a paused or finished run. */
export function nodeOperations(
  run: State,
  status: NodeRunStatus,
  node: Pick<PlanNode, 'type' | 'allowSkip'>,
): readonly OperationKind[] {
  if (!mayWorkOnNodes(run)) return [];
  if (!isNodeRunning(status)) return ON_NODE[status] ?? [];
  if (node.type === 'DECISION') return ['CHOOSE'];
  return isTimed(node) && node.allowSkip ? ['SKIP'] : [];
}

const mayWorkOnNodes = (run: State): boolean =>
  !isRunOver(run) && (run.status === 'IN_PROGRESS' || run.status === 'FAULTED');

/** Does what a person asked for, or says why not; a refusal leaves the run as it was. */
export function operate(run: WorkingRun, operation: Operation): Refusal | null {
  const { kind, nodeId } = operation;
  if (nodeId !== null) return operateNode(run, nodeId, operation);
  if (kind === 'SKIP' || kind === 'CONFIRM_DONE' || kind === 'CHOOSE')
    return sayRun('NODE_REQUIRED', { operation: kind });
  const nodes = [...run.nodeRuns()];
  if (
    !runOperations(
      run.row,
      nodes.map((node) => node.status),
    ).includes(kind)
  )
    return sayRun('OPERATION_NOT_ALLOWED.run', { operation: kind, runStatus: run.row.status });
  const seen = operation.expectedVersion;
  const changed = kind === 'RETRY' ? Math.max(...failedNodes(run).map((node) => node.version)) : run.row.statusVersion;
  if (seen !== null && changed > seen) return RUN_CHANGED;
  operateRun(run, kind);
  return null;
}

const RUN_CHANGED: Refusal = sayRun('RUN_CHANGED');

function operateRun(run: WorkingRun, kind: OperationKind): void {
  if (kind === 'PAUSE') {
    run.setStatus('PAUSED');
    return;
  }
  if (kind === 'TERMINATE') {
    terminate(run);
    return;
  }
  run.setStatus('IN_PROGRESS');
  if (kind === 'RETRY') retryAll(run);
  else {
    resumePreparations(run);
    advanceAll(run);
  }
}

/** A way that goes on may come to an abnormal end; then there is nothing left to retry. */
function retryAll(run: WorkingRun): void {
  for (const node of failedNodes(run)) if (!isRunOver(run.row)) retry(run, node.nodeId);
}

const failedNodes = (run: WorkingRun) =>
  [...run.nodeRuns()].filter((node) => node.status === 'FAULTED' || node.status === 'TIMEOUTED');

function operateNode(run: WorkingRun, nodeId: string, { kind, expectedVersion, option }: Operation): Refusal | null {
  if (!run.hasNode(nodeId)) return sayRun('NODE_NOT_FOUND', { id: nodeId });
  const node = run.node(nodeId);
  if (expectedVersion !== null && node.version > expectedVersion) return RUN_CHANGED;
  if (!nodeOperations(run.row, node.status, run.planNode(nodeId)).includes(kind))
    return sayRun('OPERATION_NOT_ALLOWED.node', { operation: kind, nodeStatus: node.status });
  if (kind === 'CHOOSE') return chooseWay(run, nodeId, option);
  run.setStatus('IN_PROGRESS');
  if (kind === 'RETRY') retry(run, nodeId);
  else if (kind === 'SKIP') skip(run, nodeId);
  else confirmDone(run, nodeId);
  return null;
}

function chooseWay(run: WorkingRun, nodeId: string, option: string | null | undefined): Refusal | null {
  const refusal = choose(run, run.planNode(nodeId), option);
  if (!refusal) advanceAfter(run, nodeId);
  return refusal;
}

/**
 * Only objects that are not done are sent again. Where the outcome of the last call is unknown and the service can
 * recognise a repeat, the same request goes out again; otherwise it is a new attempt.
 */
function retry(run: WorkingRun, nodeId: string): void {
  const unsettled = run.unsettledAttempts(nodeId);
  const [repeatable] = unsettled.filter(({ idempotency }) => idempotency !== 'UNSAFE');
  if (repeatable && !isSplit(run.planNode(nodeId))) {
    resendAttempt(run, repeatable);
    return;
  }
  for (const attempt of unsettled) if (attempt.idempotency === 'UNSAFE') closeAttempt(run, attempt, 'ABANDONED');
  const rows = run.node(nodeId).rows?.map((row) => (row.status === 'COMPLETED' ? row : { ...row, ...FRESH })) ?? null;
  run.setNode(nodeId, { ...FRESH, status: 'IN_PROGRESS', rows, startedAt: run.now, endedAt: null });
  dispatchNode(run, nodeId, null);
  advanceAfter(run, nodeId);
}

const FRESH = { status: 'NOT_STARTED', ...NO_CAUSE } as const;

function closeAttempt(run: WorkingRun, attempt: Attempt, status: 'DONE' | 'ABANDONED'): void {
  run.setAttempt({ ...attempt, status, endedAt: attempt.endedAt ?? run.now });
}

function skip(run: WorkingRun, nodeId: string): void {
  for (const attempt of run.unsettledAttempts(nodeId)) closeAttempt(run, attempt, 'ABANDONED');
  leave(run, nodeId, 'SKIPPED');
}

function confirmDone(run: WorkingRun, nodeId: string): void {
  for (const attempt of run.unsettledAttempts(nodeId)) closeAttempt(run, attempt, 'DONE');
  leave(run, nodeId, 'COMPLETED');
}

function leave(run: WorkingRun, nodeId: string, status: 'SKIPPED' | 'COMPLETED'): void {
  const toStatus = (row: BoundRow): BoundRow => (row.status === 'COMPLETED' ? row : { ...row, ...FRESH, status });
  const rows = run.node(nodeId).rows?.map(toStatus) ?? null;
  run.setNode(nodeId, { ...FRESH, status, rows, endedAt: run.now });
  advanceAfter(run, nodeId);
}

function terminate(run: WorkingRun): void {
  abandonAll(run, sayRun('RUN_TERMINATED'));
  run.setStatus('TERMINATED');
  run.row = { ...run.row, endedAt: run.now };
}
