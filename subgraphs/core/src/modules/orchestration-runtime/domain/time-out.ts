import type { Refusal } from './events.ts';
import type { Attempt } from './run.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

/** Says that a node's time is up, and how long it was. */
export function timedOut(run: WorkingRun, attempt: Attempt): Refusal {
  const { timeoutMs } = run.planNode(attempt.nodeId);
  return sayRun('NODE_TIMED_OUT', { service: attempt.request.service, timeoutMs });
}
