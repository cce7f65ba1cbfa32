import { advanceAfter } from './advance.ts';
import type { PluginAnswer, Refusal, RunEvent } from './events.ts';
import type { Attempt } from './run.ts';
import { settleAnswer } from './settle-attempt.ts';
import { isOutcomeUnknown, mayBeCalledBack } from './status.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

/** The run a request belongs to: request ids begin with its id. */
export const runOfRequest = (requestId: string): string => requestId.split('.', 1)[0] ?? requestId;

/** Whether an answer only says that the plugin took the call. What it refuses at once is an outcome. */
export function isAcknowledgement({ request, status }: Attempt, { resultCode, outputs }: PluginAnswer): boolean {
  return Boolean(request.isAsync) && status === 'SENT' && resultCode === '0' && outputs.every(isGood);
}

/** From now on the outcome comes by a callback, within the node's time limit. */
export function awaitCallback(run: WorkingRun, attempt: Attempt, { instance }: PluginAnswer): void {
  run.entry = { ...run.entry, type: 'NODE_AWAITS_CALLBACK' };
  run.setAttempt({ ...attempt, status: 'AWAITING', instance });
  run.setNode(attempt.nodeId, {});
}

type CalledBack = Extract<RunEvent, { type: 'CALLED_BACK' }>;

/** The outcome, once; also when it overtakes the answer to the call itself. */
export function calledBack(run: WorkingRun, { requestId, answer, by }: CalledBack): Refusal | null {
  const attempt = run.attempt(requestId);
  if (!attempt) return callbackTooLate(requestId);
  if (!attempt.request.isAsync) return sayRun('CALLBACK_UNKNOWN', { requestId });
  const { packageName } = attempt.request;
  if (by !== null && by !== packageName) return sayRun('CALLBACK_NOT_YOURS', { requestId, packageName: by });
  if (!mayBeCalledBack(attempt.status)) return callbackTooLate(requestId);
  const instance = answer.instance || (attempt.instance ?? '');
  settleAnswer(run, attempt, { ...answer, resultCode: verdictOf(answer), instance }, answer.resultCode);
  keepChoice(run, attempt, answer.resultCode);
  if (run.row.status === 'FAULTED') run.setStatus('IN_PROGRESS');
  advanceAfter(run, attempt.nodeId);
  return null;
}

export const callbackTooLate = (requestId: string): Refusal => sayRun('CALLBACK_TOO_LATE', { requestId });

/** The code of a callback may be the option a person chose; then the outputs say whether it went well. */
function verdictOf({ resultCode, outputs }: PluginAnswer): string {
  if (resultCode === '' || resultCode === '0') return '0';
  return outputs.length > 0 && outputs.every(isGood) ? '0' : resultCode;
}

/** What was chosen stays readable with the attempt. */
function keepChoice(run: WorkingRun, { requestId }: Attempt, resultCode: string): void {
  const settled = run.changedAttempt(requestId);
  if (settled && !isOutcomeUnknown(settled.status)) run.setAttempt({ ...settled, resultCode });
}

const isGood = (output: Readonly<Record<string, unknown>>): boolean => {
  const code = output['errorCode'];
  return code === undefined || code === null || code === '' || String(code) === '0';
};
