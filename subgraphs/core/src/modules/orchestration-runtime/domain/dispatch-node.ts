import { causeOf, NO_CAUSE } from './cause.ts';
import type { NodeFacts, Refusal, ServiceSnapshot } from './events.ts';
import type { PlanNode } from './plan.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { Attempt, BoundObject, BoundRow, CallInput, CallRequest } from './run.ts';
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
    failNode(run, nodeId, service);
    return;
  }
  if (node.type === 'HUMAN' && !service.isAsync) {
    failNode(run, nodeId, sayRun('HUMAN_SERVICE_NOT_ASYNC.run', { service: service.name, node: node.name }));
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
  run.setNode(nodeId, { ...WORKING, rows, attempts: number });
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
export function failNode(run: WorkingRun, nodeId: string, refusal: Refusal): void {
  run.setNode(nodeId, { status: 'FAULTED', ...causeOf(refusal), endedAt: run.now });
}
