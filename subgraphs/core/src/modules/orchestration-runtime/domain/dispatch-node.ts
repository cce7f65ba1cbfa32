import { causeOf, NO_CAUSE } from './cause.ts';
import type { NodeFacts, Refusal, ServiceSnapshot } from './events.ts';
import { isSplit, type PlanNode } from './plan.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { Attempt, BoundObject, BoundRow, CallInput, CallRequest } from './run.ts';
import { isAttemptOpen, isNodeDone, isNodeRunning, isNodeWaiting, mayRunMove } from './status.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

/**
 * Takes a node that is in progress as far as what is known allows: to its attempt, to a look-up of what is missing, to
 * COMPLETED when it has no objects, or to FAULTED. `facts` is what a look-up brought, null before it.
 */
export function dispatchNode(run: WorkingRun, nodeId: string, facts: NodeFacts | null): void {
  const node = run.planNode(nodeId);
  const rows = bindRows(run, node, facts);
  if (!rows) {
    lookUp(run, nodeId);
    return;
  }
  run.setNode(nodeId, { rows });
  const pending = rows.filter((row) => row.status !== 'COMPLETED');
  if (pending.length === 0) {
    run.setNode(nodeId, { status: 'COMPLETED', endedAt: run.now });
    return;
  }
  const service = findService(run, node);
  if (service === 'LOOK_UP') {
    lookUp(run, nodeId);
    return;
  }
  if ('code' in service) {
    failUnsent(run, nodeId, service);
    return;
  }
  if (node.type === 'HUMAN' && !service.isAsync) {
    failUnsent(run, nodeId, sayRun('HUMAN_SERVICE_NOT_ASYNC.run', { service: service.name, node: node.name }));
    return;
  }
  if (isSplit(node)) {
    sendParts(run, node, service, facts);
    return;
  }
  const resolution = resolveInputs({ run, node, service }, pending, facts);
  if (resolution.kind === 'LOOK_UP') {
    lookUp(run, nodeId);
    return;
  }
  if (resolution.kind === 'FAILED') {
    failNode(run, nodeId, resolution.refusal);
    return;
  }
  sendAttempt(run, newAttempt(run, node, service, resolution));
}

/** As many calls as may be under way at once, each for some of the objects; what is repeated goes first. */
function sendParts(run: WorkingRun, node: PlanNode, service: ServiceSnapshot, facts: NodeFacts | null): void {
  for (const attempt of run.unsettledAttempts(node.id))
    if (freeCalls(run, node) > 0 && waitsForRepeat(run, attempt)) resendAttempt(run, attempt);
  while (freeCalls(run, node) > 0) {
    const part = nextPart(run, node);
    if (part.length === 0) break;
    const resolution = resolveInputs({ run, node, service }, part, facts);
    if (resolution.kind === 'LOOK_UP') {
      lookUp(run, node.id);
      return;
    }
    if (resolution.kind === 'READY') sendAttempt(run, newAttempt(run, node, service, resolution));
    else failRows(run, node.id, part, resolution.refusal);
  }
  finishParts(run, node.id);
}

/** How many more calls of the node may be under way. */
export const freeCalls = (run: WorkingRun, { id, parallelCalls }: PlanNode): number =>
  parallelCalls - run.unsettledAttempts(id).filter(({ status }) => isAttemptOpen(status)).length;

/** Its outcome is not known, and a retry has put its objects back: the service recognises the same request. */
function waitsForRepeat(run: WorkingRun, { nodeId, status, idempotency, request }: Attempt): boolean {
  if (isAttemptOpen(status) || idempotency === 'UNSAFE') return false;
  const sent = new Set(request.inputs.map((input) => input.callbackParameter));
  return (run.node(nodeId).rows ?? []).some((row) => sent.has(row.objectId) && isNodeWaiting(row.status));
}

function nextPart(run: WorkingRun, { id, rowsPerCall }: PlanNode): readonly BoundRow[] {
  const inputs = run.unsettledAttempts(id).flatMap(({ request }) => request.inputs);
  const taken = new Set(inputs.map((input) => input.callbackParameter));
  const rows = run.node(id).rows ?? [];
  return rows
    .filter((row) => isNodeWaiting(row.status) && !taken.has(row.objectId))
    .slice(0, rowsPerCall ?? rows.length);
}

/** Goes on with the objects that are left after a call has ended; in a paused run they wait. */
export function continueParts(run: WorkingRun, nodeId: string): void {
  const isLeft = (run.node(nodeId).rows ?? []).some((row) => isNodeWaiting(row.status));
  if (isLeft && mayRunMove(run.row.status)) dispatchNode(run, nodeId, null);
  else finishParts(run, nodeId);
}

/** The node is over when all of its calls are: done when every object is, else in the state of the worst. */
function finishParts(run: WorkingRun, nodeId: string): void {
  const rows = run.node(nodeId).rows ?? [];
  if (rows.some(({ status }) => isNodeWaiting(status) || isNodeRunning(status))) return;
  const failed = rows.filter(({ status }) => !isNodeDone(status));
  const [first] = failed;
  if (!first) {
    run.setNode(nodeId, { status: 'COMPLETED', ...NO_CAUSE, endedAt: run.now });
    return;
  }
  const status = WORST.find((one) => failed.some((row) => row.status === one)) ?? 'FAULTED';
  const { displayName: object, errorMessage } = first;
  const reason = errorMessage ?? '';
  const facts = { failed: failed.length, total: rows.length, object, reason };
  const cause = causeOf(
    failed.length < rows.length ? sayRun('OBJECTS_FAILED', facts) : sayRun('PLUGIN_REPORTED_FAILURE.all', facts),
  );
  run.setNode(nodeId, { status, ...cause, endedAt: run.now });
}

const WORST = ['AMBIGUOUS', 'TIMEOUTED', 'FAULTED'] as const;

/** Nothing more is sent for a node; what of it is under way comes home. */
export function failUnsent(run: WorkingRun, nodeId: string, refusal: Refusal): void {
  const { rows } = run.node(nodeId);
  if (!rows || !isSplit(run.planNode(nodeId))) {
    failNode(run, nodeId, refusal);
    return;
  }
  failRows(
    run,
    nodeId,
    rows.filter((row) => isNodeWaiting(row.status)),
    refusal,
  );
  finishParts(run, nodeId);
}

function failRows(run: WorkingRun, nodeId: string, failed: readonly BoundRow[], refusal: Refusal): void {
  const ids = new Set(failed.map(({ objectId }) => objectId));
  const fail = (row: BoundRow): BoundRow =>
    ids.has(row.objectId) ? { ...row, status: 'FAULTED', ...causeOf(refusal) } : row;
  run.setNode(nodeId, { rows: run.node(nodeId).rows?.map(fail) ?? null });
}

function lookUp(run: WorkingRun, nodeId: string): void {
  run.effects.push({ type: 'PREPARE', runId: run.row.id, nodeId, attempt: run.node(nodeId).attempts + 1 });
}

/** The node's objects, undefined while they have to be looked up. What is bound once stays bound. */
function bindRows(run: WorkingRun, node: PlanNode, facts: NodeFacts | null): readonly BoundRow[] | undefined {
  const { rows } = run.node(node.id);
  if (rows) return rows;
  if (node.bindMode === 'AS_NODE')
    return (node.bindNodeId ? (run.node(node.bindNodeId).rows ?? []) : []).map(bindObject);
  if (node.bindMode === 'AT_START' || !node.expression) return [];
  return facts?.objects?.map(bindObject);
}

/** An object as a row nothing has happened to yet. */
export function bindObject({ objectId, displayName, entity }: BoundObject): BoundRow {
  return { objectId, displayName, entity, status: 'NOT_STARTED', ...NO_CAUSE };
}

function findService(run: WorkingRun, node: PlanNode): ServiceSnapshot | Refusal | 'LOOK_UP' {
  if (!node.service) return sayRun('SERVICE_MISSING.run', { node: node.name });
  const service = run.known.services.get(node.service);
  if (service === undefined) return 'LOOK_UP';
  if (!service) return sayRun('SERVICE_NOT_FOUND.run', { service: node.service });
  if (!service.enabled) return sayRun('SERVICE_DISABLED.run', { service: node.service });
  return service;
}

function newAttempt(
  run: WorkingRun,
  node: PlanNode,
  service: ServiceSnapshot,
  prepared: { readonly inputs: readonly CallInput[]; readonly sensitive: readonly string[] },
): Attempt {
  const number = run.node(node.id).attempts + 1;
  const { name, packageName, path, httpMethod, idempotency, isAsync } = service;
  return {
    requestId: `${run.row.id}.${node.ordinal}.${number}`,
    nodeId: node.id,
    number,
    epoch: run.row.epoch,
    status: 'SENT',
    idempotency,
    resent: 0,
    startedAt: run.now,
    endedAt: null,
    dueAt: run.now + node.timeoutMs,
    request: {
      ...{ service: name, packageName, path, httpMethod, sensitive: prepared.sensitive, inputs: prepared.inputs },
      ...(isAsync && { isAsync, ...forPerson(node) }),
      ...assignedBy(service),
    },
    outputs: null,
    resultCode: null,
    ...NO_CAUSE,
    instance: null,
  };
}

/** The outputs that are constants of the service. */
function assignedBy({ outputs }: ServiceSnapshot): Pick<CallRequest, 'assigned'> {
  const assigning = outputs.filter(({ mappingType }) => mappingType === 'assign');
  if (assigning.length === 0) return {};
  return { assigned: Object.fromEntries(assigning.map(({ name, mappingValue }) => [name, mappingValue ?? ''])) };
}

/** Whoever answers later is told what can be chosen, and until when. */
function forPerson({ options, timeoutMs }: PlanNode): Pick<CallRequest, 'allowedOptions' | 'dueDate'> {
  const dueDate = String(Math.ceil(timeoutMs / 60_000));
  return options.length > 0 ? { dueDate, allowedOptions: options } : { dueDate };
}

/** Records the attempt as sent and orders the call; the call leaves only after the record is committed. */
export function sendAttempt(run: WorkingRun, attempt: Attempt): void {
  const { nodeId, requestId, epoch, resent, dueAt, request, number } = attempt;
  run.setAttempt(attempt);
  const sent = new Set(request.inputs.map((input) => input.callbackParameter));
  const rows = run.node(nodeId).rows?.map((row) => (sent.has(row.objectId) ? workOn(row) : row)) ?? null;
  run.setNode(nodeId, { ...WORKING, rows, attempts: Math.max(run.node(nodeId).attempts, number) });
  run.effects.push({
    type: 'CALL',
    runId: run.row.id,
    requestId,
    epoch,
    operator: run.row.startedBy,
    resent,
    dueAt,
    request,
  });
}

const WORKING = { status: 'IN_PROGRESS', endedAt: null, ...NO_CAUSE } as const;
const workOn = (row: BoundRow): BoundRow => ({ ...row, status: 'IN_PROGRESS', ...NO_CAUSE });

/** Sends an attempt of unknown outcome again under its own request id, so that the plugin can recognise it. */
export function resendAttempt(run: WorkingRun, attempt: Attempt): void {
  const dueAt = run.now + run.planNode(attempt.nodeId).timeoutMs;
  const again = { epoch: run.row.epoch, resent: attempt.resent + 1, dueAt };
  sendAttempt(run, { ...attempt, ...again, status: 'SENT', endedAt: null, ...NO_CAUSE });
}

/** A node that failed before anything was sent. */
function failNode(run: WorkingRun, nodeId: string, refusal: Refusal): void {
  run.setNode(nodeId, { status: 'FAULTED', ...causeOf(refusal), endedAt: run.now });
}
