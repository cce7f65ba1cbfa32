import type { PlanNode } from './plan.ts';
import { isNodeRunning } from './status.ts';
import type { WorkingRun } from './working-run.ts';

/** Waits for the node's moment, which is kept, so that a restart knows it; one that has passed is not waited for. */
export function wait(run: WorkingRun, node: PlanNode): void {
  run.setNode(node.id, { status: 'IN_PROGRESS', startedAt: run.now, dueAt: momentOf(run, node) });
  goOnWaiting(run, node);
}

/** Sets the clock for a node that waits, or ends the wait when its moment has come. */
export function goOnWaiting(run: WorkingRun, { id }: PlanNode): void {
  const { dueAt } = run.node(id);
  if (dueAt === null || dueAt <= run.now) endWait(run, id);
  else run.effects.push({ type: 'WAIT', runId: run.row.id, nodeId: id, dueAt });
}

export function endWait(run: WorkingRun, nodeId: string): void {
  if (isNodeRunning(run.node(nodeId).status)) run.setNode(nodeId, { status: 'COMPLETED', endedAt: run.now });
}

function momentOf(run: WorkingRun, { type, waitMs, waitUntil }: PlanNode): number | null {
  if (type === 'TIME_INTERVAL') return run.now + (waitMs ?? 0);
  const moment = Date.parse(waitUntil ?? '');
  return Number.isNaN(moment) ? null : moment;
}
