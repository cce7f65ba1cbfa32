import type { Refusal } from './events.ts';
import type { Attempt } from './run.ts';
import type { WorkingRun } from './working-run.ts';

/** Says that a node's time is up, and how long it was. */
export function timedOut(run: WorkingRun, attempt: Attempt): Refusal {
  const { timeoutMs } = run.planNode(attempt.nodeId);
  return {
    code: 'NODE_TIMED_OUT',
    message: `No answer from ${attempt.request.service} within ${timeoutMs} ms. It may still have been carried out.`,
  };
}
