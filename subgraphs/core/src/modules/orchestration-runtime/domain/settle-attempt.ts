import type { Parameters, Said } from '@wecube/kit';
import { causeOf, NO_CAUSE } from './cause.ts';
import { agreed, optionSaid } from './decide.ts';
import { continueParts } from './dispatch-node.ts';
import type { PluginAnswer, Refusal } from './events.ts';
import { secretValues, withoutSecrets } from './mask-values.ts';
import { isSplit } from './plan.ts';
import type { Attempt, BoundRow, CallOutput, CallRequest } from './run.ts';
import { isAttemptOpen, type NodeRunStatus } from './status.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

type Outcome = {
  readonly status: 'COMPLETED' | 'FAULTED';
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorParameters: Parameters | null;
};
const SUCCEEDED: Outcome = { status: 'COMPLETED', errorCode: null, errorMessage: null, errorParameters: null };

/** The open attempt an answer belongs to; undefined for a late, repeated or foreign answer. */
export function openAttempt(run: WorkingRun, requestId: string, epoch: number): Attempt | undefined {
  const attempt = run.attempt(requestId);
  return attempt && isAttemptOpen(attempt.status) && attempt.epoch === epoch ? attempt : undefined;
}

/**
 * Takes a plugin's answer apart, object by object. The node is done only when every one of its objects is. `chosen` is the
 * option that it may name for the decision behind the node.
 */
export function settleAnswer(
  run: WorkingRun,
  attempt: Attempt,
  full: PluginAnswer,
  chosen: string = full.resultCode,
): void {
  const { nodeId, request } = attempt;
  const answer = withSafeTexts(withAssigned(full, request), request);
  const byObject = groupByObject(answer.outputs);
  const sent = new Map(request.inputs.map((input) => [input.callbackParameter, input]));
  const rows = (run.node(nodeId).rows ?? []).map((row) =>
    sent.has(row.objectId) ? { ...row, ...outcomeOf(answer, byObject.get(row.objectId)) } : row,
  );
  for (const [objectId, input] of sent)
    run.keepValues(nodeId, objectId, { input, outputs: byObject.get(objectId) ?? [] });
  const node = run.planNode(nodeId);
  const failure = failureOf(answer, isSplit(node) ? rows.filter((row) => sent.has(row.objectId)) : rows);
  const { resultCode, instance } = full;
  const outputs = withAssigned(full, request).outputs;
  const status = failure ? 'FAILED' : 'DONE';
  const cause = failure ? causeOf(failure) : NO_CAUSE;
  run.setAttempt({ ...attempt, status, endedAt: run.now, outputs, resultCode, instance, ...cause });
  if (isSplit(node)) {
    const option = failure ? null : optionSaid(node, chosen, outputs);
    run.setNode(nodeId, { rows, choice: agreed(run.node(nodeId).choice, option) });
    continueParts(run, nodeId);
    return;
  }
  const choice = failure ? null : optionSaid(node, chosen, outputs);
  run.setNode(nodeId, { status: failure ? 'FAULTED' : 'COMPLETED', rows, choice, ...cause, endedAt: run.now });
}

/** Sets the outputs that are constants of the service, on every object that was done. */
function withAssigned(answer: PluginAnswer, { assigned, inputs }: CallRequest): PluginAnswer {
  if (!assigned) return answer;
  const silent = answer.outputs.length === 0 && answer.resultCode === '0';
  const said = silent ? inputs.map(({ callbackParameter }) => ({ callbackParameter })) : answer.outputs;
  const outputs = said.map((output) => (isSuccess(output, answer.resultCode) ? { ...output, ...assigned } : output));
  return { ...answer, outputs };
}

/** Plugins like to repeat their inputs in error texts, which are shown to everybody who may see the run. */
function withSafeTexts(answer: PluginAnswer, { inputs, sensitive }: CallRequest): PluginAnswer {
  const secrets = secretValues(inputs, sensitive);
  if (secrets.length === 0) return answer;
  const outputs = answer.outputs.map((output) => ({
    ...output,
    errorMessage: withoutSecrets(output['errorMessage'], secrets),
  }));
  return { ...answer, resultMessage: withoutSecrets(answer.resultMessage, secrets), outputs };
}

function groupByObject(outputs: readonly CallOutput[]): ReadonlyMap<string, CallOutput[]> {
  const groups = new Map<string, CallOutput[]>();
  for (const output of outputs) {
    const objectId = String(output['callbackParameter'] ?? '');
    groups.set(objectId, [...(groups.get(objectId) ?? []), output]);
  }
  return groups;
}

/** An object without an answer of its own shares the answer of the whole, unless others were answered for. */
function outcomeOf(answer: PluginAnswer, outputs: readonly CallOutput[] | undefined): Outcome {
  if (!outputs) {
    if (answer.resultCode !== '0') return faulted(answer.resultCode, answer.resultMessage);
    if (answer.outputs.length === 0) return SUCCEEDED;
    return { status: 'FAULTED', ...causeOf(sayRun('NO_ANSWER')) };
  }
  const bad = outputs.find((output) => !isSuccess(output, answer.resultCode));
  if (!bad) return SUCCEEDED;
  return faulted(String(bad['errorCode'] ?? answer.resultCode), String(bad['errorMessage'] || answer.resultMessage));
}

/** The plugin's own code and words. */
const faulted = (errorCode: string, errorMessage: string): Outcome => ({
  status: 'FAULTED',
  errorCode,
  errorMessage,
  errorParameters: null,
});

/** Without a code of its own an object goes the way of the whole answer. */
function isSuccess(output: CallOutput, resultCode: string): boolean {
  const code = output['errorCode'];
  return code === undefined || code === null || code === '' ? resultCode === '0' : String(code) === '0';
}

function failureOf(answer: PluginAnswer, rows: readonly BoundRow[]): Refusal | null {
  const failed = rows.filter((row) => row.status !== 'COMPLETED');
  const first = failed[0];
  if (answer.resultCode === '0' && !first) return null;
  if (!first) return sayRun('PLUGIN_REPORTED_FAILURE', { reason: answer.resultMessage });
  const reason = reasonOf(first, answer);
  if (rows.length === 1) return typeof reason === 'string' ? sayRun('PLUGIN_REPORTED_FAILURE', { reason }) : reason;
  const facts = { failed: failed.length, total: rows.length, object: first.displayName, reason };
  return failed.length < rows.length ? sayRun('OBJECTS_FAILED', facts) : sayRun('PLUGIN_REPORTED_FAILURE.all', facts);
}

/** The plugin's words about an object, or the platform's where the plugin gave none. */
function reasonOf({ errorCode, errorMessage, errorParameters }: BoundRow, answer: PluginAnswer): string | Said {
  if (errorCode && errorMessage && errorParameters)
    return { code: errorCode, message: errorMessage, parameters: errorParameters };
  const words = errorMessage || answer.resultMessage;
  return words || sayRun('PLUGIN_REPORTED_FAILURE.silent', { errorCode: errorCode ?? answer.resultCode });
}

/** The plugin did not do it, or answered what nobody can read: the attempt is over. */
export function settleFailed(run: WorkingRun, attempt: Attempt, refusal: Refusal): void {
  close(run, attempt, 'FAILED', 'FAULTED', refusal);
}

/** Time is up; whatever the plugin still answers changes nothing. */
export function settleTimedOut(run: WorkingRun, attempt: Attempt, refusal: Refusal): void {
  close(run, attempt, 'TIMED_OUT', 'TIMEOUTED', refusal);
  run.effects.push({ type: 'CANCEL', requestId: attempt.requestId });
}

/** Sent, and nobody knows what became of it. Unsafe services ask a person, the others may be sent again by a retry. */
export function settleUnknown(run: WorkingRun, attempt: Attempt, refusal: Refusal): void {
  close(run, attempt, 'AMBIGUOUS', attempt.idempotency === 'UNSAFE' ? 'AMBIGUOUS' : 'FAULTED', refusal);
}

function close(
  run: WorkingRun,
  attempt: Attempt,
  attemptStatus: Attempt['status'],
  status: NodeRunStatus,
  refusal: Refusal,
): void {
  const cause = causeOf(refusal);
  run.setAttempt({ ...attempt, status: attemptStatus, endedAt: run.now, ...cause });
  const sent = new Set(attempt.request.inputs.map((input) => input.callbackParameter));
  const rows = run
    .node(attempt.nodeId)
    .rows?.map((row) => (row.status === 'IN_PROGRESS' && sent.has(row.objectId) ? { ...row, status, ...cause } : row));
  if (isSplit(run.planNode(attempt.nodeId))) {
    run.setNode(attempt.nodeId, { rows: rows ?? null });
    continueParts(run, attempt.nodeId);
    return;
  }
  run.setNode(attempt.nodeId, { status, rows: rows ?? null, ...cause, endedAt: run.now });
}
