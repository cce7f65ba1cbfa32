import type { Parameters } from '@wecube/kit';
import { z } from 'zod';
import type { Attempt, BoundRow, CallOutput, CallRequest, NodeRun, RowValues, RunRow } from '../domain/run.ts';
import { isOutcomeUnknown } from '../domain/status.ts';
import type { StoredRun } from '../ports.ts';

type Raw = Readonly<Record<string, unknown>>;

const boundRows = z.array(
  z.object({
    objectId: z.string(),
    displayName: z.string(),
    entity: z.string(),
    status: z.enum(['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'FAULTED', 'TIMEOUTED', 'AMBIGUOUS', 'SKIPPED']),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    errorParameters: z.record(z.string(), z.unknown()).nullable().optional(),
  }),
);
const callRequest = z.object({
  service: z.string(),
  packageName: z.string(),
  path: z.string(),
  httpMethod: z.string(),
  sensitive: z.array(z.string()),
  isAsync: z.boolean().optional(),
  allowedOptions: z.array(z.string()).optional(),
  dueDate: z.string().optional(),
  assigned: z.record(z.string(), z.string()).optional(),
  inputs: z.array(z.looseObject({ callbackParameter: z.string() })),
});
const callOutputs = z.array(z.record(z.string(), z.unknown()));

export const parseBoundRows = (json: string | null): BoundRow[] | null =>
  json === null ? null : (boundRows.parse(JSON.parse(json)) as BoundRow[]);
/** The platform wrote them itself; rows of an older version have none. */
export const parseParameters = (json: string | null): Parameters | null =>
  json === null ? null : (z.record(z.string(), z.unknown()).parse(JSON.parse(json)) as Parameters);
export const parseRequest = (json: string): CallRequest => callRequest.parse(JSON.parse(json));
export const parseOutputs = (json: string | null): CallOutput[] | null =>
  json === null ? null : callOutputs.parse(JSON.parse(json));

const text = (value: unknown): string => String(value);
const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const integer = (value: unknown): number => Number(value);
const integerOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** Builds runs from the raw rows of the three tables, as either engine's driver returns them. */
export function assembleRuns(
  runs: readonly Raw[],
  nodes: readonly Raw[],
  attempts: readonly Raw[],
): Map<string, StoredRun> {
  const stored = new Map<string, StoredRun & { nodes: Map<string, NodeRun>; attempts: Map<string, Attempt> }>();
  for (const raw of runs)
    stored.set(text(raw['id']), { row: toRun(raw), nodes: new Map(), attempts: new Map(), values: new Map() });
  for (const raw of nodes) stored.get(text(raw['run_id']))?.nodes.set(text(raw['node_id']), toNode(raw));
  const inOrder = attempts
    .map((raw) => [text(raw['run_id']), toAttempt(raw)] as const)
    .sort((a, b) => a[1].number - b[1].number);
  for (const [runId, attempt] of inOrder) {
    const run = stored.get(runId);
    if (!run) continue;
    if (isOutcomeUnknown(attempt.status)) run.attempts.set(attempt.requestId, attempt);
    keepValues(run.values as Map<string, Map<string, RowValues>>, attempt);
  }
  return stored;
}

function keepValues(values: Map<string, Map<string, RowValues>>, attempt: Attempt): void {
  const { nodeId, outputs } = attempt;
  if (!outputs) return;
  const ofNode = values.get(nodeId) ?? new Map<string, RowValues>();
  values.set(nodeId, ofNode);
  for (const input of attempt.request.inputs) {
    const objectId = input.callbackParameter;
    ofNode.set(objectId, {
      input,
      outputs: outputs.filter((output) => text(output['callbackParameter'] ?? '') === objectId),
    });
  }
}

function toRun(raw: Raw): RunRow {
  return {
    id: text(raw['id']),
    definitionId: text(raw['definition_id']),
    definitionKey: text(raw['definition_key']),
    definitionName: text(raw['definition_name']),
    definitionVersion: integer(raw['definition_version']),
    rootEntity: text(raw['root_entity']),
    rootObjectId: text(raw['root_object_id']),
    rootObjectName: text(raw['root_object_name']),
    status: text(raw['status']) as RunRow['status'],
    statusVersion: integer(raw['status_version']),
    version: integer(raw['version']),
    epoch: integer(raw['epoch']),
    owner: text(raw['owner']),
    nodeTotal: integer(raw['node_total']),
    needsAttention: Boolean(Number(raw['needs_attention'])),
    startedBy: text(raw['started_by']),
    startedAt: integer(raw['started_at']),
    endedAt: integerOrNull(raw['ended_at']),
    startKey: textOrNull(raw['start_key']),
  };
}

function toNode(raw: Raw): NodeRun {
  return {
    nodeId: text(raw['node_id']),
    status: text(raw['status']) as NodeRun['status'],
    version: integer(raw['version']),
    attempts: integer(raw['attempts']),
    rows: parseBoundRows(textOrNull(raw['bound_rows'])),
    startedAt: integerOrNull(raw['started_at']),
    endedAt: integerOrNull(raw['ended_at']),
    errorCode: textOrNull(raw['error_code']),
    errorMessage: textOrNull(raw['error_message']),
    errorParameters: parseParameters(textOrNull(raw['error_parameters'])),
    dueAt: integerOrNull(raw['due_at']),
    choice: textOrNull(raw['choice']),
  };
}

function toAttempt(raw: Raw): Attempt {
  return {
    requestId: text(raw['request_id']),
    nodeId: text(raw['node_id']),
    number: integer(raw['number']),
    epoch: integer(raw['epoch']),
    status: text(raw['status']) as Attempt['status'],
    idempotency: text(raw['idempotency']) as Attempt['idempotency'],
    resent: integer(raw['resent']),
    startedAt: integer(raw['started_at']),
    endedAt: integerOrNull(raw['ended_at']),
    dueAt: integer(raw['due_at']),
    request: parseRequest(text(raw['request'])),
    outputs: parseOutputs(textOrNull(raw['outputs'])),
    resultCode: textOrNull(raw['result_code']),
    errorCode: textOrNull(raw['error_code']),
    errorMessage: textOrNull(raw['error_message']),
    errorParameters: parseParameters(textOrNull(raw['error_parameters'])),
    instance: textOrNull(raw['instance']),
  };
}
