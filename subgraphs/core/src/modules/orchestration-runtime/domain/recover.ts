import { advanceAll } from './advance.ts';
import { resendAttempt } from './dispatch-node.ts';
import type { Attempt } from './run.ts';
import { settleTimedOut, settleUnknown } from './settle-attempt.ts';
import { isNodeRunning } from './status.ts';
import { timedOut } from './time-out.ts';
import type { WorkingRun } from './working-run.ts';

/** Picks up a run whose owner is gone: what was in flight is sent again if that is safe, else a person is asked. */
export function recover(run: WorkingRun): void {
  for (const attempt of run.openAttempts()) recoverAttempt(run, attempt);
  resumePreparations(run);
  advanceAll(run);
}

function recoverAttempt(run: WorkingRun, attempt: Attempt): void {
  if (attempt.idempotency === 'UNSAFE') settleUnknown(run, attempt, { code: 'OUTCOME_UNKNOWN', message: ask(attempt) });
  else if (attempt.dueAt <= run.now) settleTimedOut(run, attempt, timedOut(run, attempt));
  else resendAttempt(run, attempt);
}

function ask({ request, requestId }: Attempt): string {
  const { service, inputs } = request;
  const objects = inputs.length === 1 ? '1 object' : `${inputs.length} objects`;
  return (
    `The platform stopped while ${service} was being called for ${objects} (request ${requestId}). ` +
    'The call may or may not have been carried out, and repeating this service is not declared safe.'
  );
}

/** Nodes that were looking something up have no attempt yet: they look it up again. */
export function resumePreparations(run: WorkingRun): void {
  if (run.row.status !== 'IN_PROGRESS') return;
  for (const node of run.nodeRuns()) {
    if (!isNodeRunning(node.status) || run.unsettledAttempt(node.nodeId)) continue;
    run.effects.push({ type: 'PREPARE', runId: run.row.id, nodeId: node.nodeId, attempt: node.attempts + 1 });
  }
}
