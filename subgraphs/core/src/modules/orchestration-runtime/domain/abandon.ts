import { causeOf } from './cause.ts';
import type { Refusal } from './events.ts';
import type { BoundRow } from './run.ts';
import { isNodeRunning } from './status.ts';
import type { WorkingRun } from './working-run.ts';

/** What is in flight is given up: its answers change nothing, and the nodes say that it may still happen, and why. */
export function abandonAll(run: WorkingRun, why: Refusal): void {
  for (const attempt of run.openAttempts()) {
    run.setAttempt({ ...attempt, status: 'ABANDONED', endedAt: attempt.endedAt ?? run.now });
    run.effects.push({ type: 'CANCEL', requestId: attempt.requestId });
  }
  for (const node of [...run.nodeRuns()]) if (isNodeRunning(node.status)) abandon(run, node.nodeId, why);
}

function abandon(run: WorkingRun, nodeId: string, why: Refusal): void {
  const cause = causeOf(why);
  const stop = (row: BoundRow): BoundRow => (isNodeRunning(row.status) ? { ...row, status: 'FAULTED', ...cause } : row);
  const rows = run.node(nodeId).rows?.map(stop) ?? null;
  run.setNode(nodeId, { status: 'FAULTED', rows, ...cause, endedAt: run.now });
}
