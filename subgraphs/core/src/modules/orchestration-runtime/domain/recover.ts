import { advanceAll } from './advance.ts';
import { freeCalls, resendAttempt } from './dispatch-node.ts';
import type { Refusal } from './events.ts';
import { isCalling, isSplit, isTimed } from './plan.ts';
import type { Attempt, NodeRun } from './run.ts';
import { settleTimedOut, settleUnknown } from './settle-attempt.ts';
import { isAwaitingCallback, isNodeRunning, isNodeWaiting } from './status.ts';
import { sayRun } from './texts.ts';
import { timedOut } from './time-out.ts';
import { goOnWaiting } from './wait.ts';
import type { WorkingRun } from './working-run.ts';

/** Picks up a run whose owner is gone: what was in flight is sent again if that is safe, else a person is asked. */
export function recover(run: WorkingRun): void {
  for (const attempt of run.openAttempts()) recoverAttempt(run, attempt);
  resumeWaits(run);
  resumePreparations(run);
  advanceAll(run);
}

function recoverAttempt(run: WorkingRun, attempt: Attempt): void {
  if (isAwaitingCallback(attempt.status)) keepWaiting(run, attempt);
  else if (attempt.idempotency === 'UNSAFE') settleUnknown(run, attempt, ask(attempt));
  else if (attempt.dueAt <= run.now) settleTimedOut(run, attempt, timedOut(run, attempt));
  else resendAttempt(run, attempt);
}

/** The plugin has the call; only the time limit is looked at. */
function keepWaiting(run: WorkingRun, attempt: Attempt): void {
  if (attempt.dueAt <= run.now) settleTimedOut(run, attempt, timedOut(run, attempt));
  else run.setAttempt({ ...attempt, epoch: run.row.epoch });
}

function ask({ request, requestId }: Attempt): Refusal {
  const { service, inputs } = request;
  return sayRun('OUTCOME_UNKNOWN', { service, count: inputs.length, requestId });
}

/** Nothing of it was sent yet, or not all that may be. */
function needsPreparation(run: WorkingRun, { nodeId, rows }: NodeRun): boolean {
  const node = run.planNode(nodeId);
  if (!isCalling(node)) return false;
  if (!isSplit(node) || !rows) return run.unsettledAttempts(nodeId).length === 0;
  return freeCalls(run, node) > 0 && rows.some((row) => isNodeWaiting(row.status));
}

/** Clocks end with their process; the moments are kept. Time goes on in a paused run too. */
function resumeWaits(run: WorkingRun): void {
  for (const { nodeId, status } of [...run.nodeRuns()])
    if (isNodeRunning(status) && isTimed(run.planNode(nodeId))) goOnWaiting(run, run.planNode(nodeId));
}

/** Nodes that were looking something up have no attempt yet: they look it up again. */
export function resumePreparations(run: WorkingRun): void {
  if (run.row.status !== 'IN_PROGRESS') return;
  for (const node of run.nodeRuns()) {
    if (!isNodeRunning(node.status) || !needsPreparation(run, node)) continue;
    run.effects.push({ type: 'PREPARE', runId: run.row.id, nodeId: node.nodeId, attempt: node.attempts + 1 });
  }
}
