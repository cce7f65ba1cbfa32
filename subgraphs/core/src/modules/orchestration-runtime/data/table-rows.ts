import type { Attempt, NodeRun, RunRow } from '../domain/run.ts';
import type { AuditRow, CommitItem } from '../ports.ts';

export type Cell = string | number | null;
export type TableRows = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly updates: readonly string[];
  readonly rows: readonly Cell[][];
};

const RUN_COLUMNS = [
  'id',
  'definition_id',
  'definition_key',
  'definition_name',
  'definition_version',
  'root_entity',
  'root_object_id',
  'root_object_name',
  'status',
  'status_version',
  'version',
  'epoch',
  'owner',
  'node_total',
  'needs_attention',
  'started_by',
  'started_at',
  'ended_at',
  'start_key',
] as const;

const runCells = (row: RunRow): Cell[] => [
  row.id,
  row.definitionId,
  row.definitionKey,
  row.definitionName,
  row.definitionVersion,
  row.rootEntity,
  row.rootObjectId,
  row.rootObjectName,
  row.status,
  row.statusVersion,
  row.version,
  row.epoch,
  row.owner,
  row.nodeTotal,
  row.needsAttention ? 1 : 0,
  row.startedBy,
  row.startedAt,
  row.endedAt,
  row.startKey,
];

const NODE_COLUMNS = [
  'run_id',
  'node_id',
  'status',
  'version',
  'attempts',
  'bound_rows',
  'started_at',
  'ended_at',
  'error_code',
  'error_message',
  'error_parameters',
  'due_at',
  'choice',
] as const;

const nodeCells = (runId: string, node: NodeRun): Cell[] => [
  runId,
  node.nodeId,
  node.status,
  node.version,
  node.attempts,
  node.rows && JSON.stringify(node.rows),
  node.startedAt,
  node.endedAt,
  node.errorCode,
  node.errorMessage,
  parametersCell(node),
  node.dueAt,
  node.choice,
];

const ATTEMPT_COLUMNS = [
  'request_id',
  'run_id',
  'node_id',
  'number',
  'epoch',
  'status',
  'idempotency',
  'resent',
  'started_at',
  'ended_at',
  'due_at',
  'request',
  'outputs',
  'result_code',
  'error_code',
  'error_message',
  'error_parameters',
  'instance',
] as const;

const attemptCells = (runId: string, attempt: Attempt): Cell[] => [
  attempt.requestId,
  runId,
  attempt.nodeId,
  attempt.number,
  attempt.epoch,
  attempt.status,
  attempt.idempotency,
  attempt.resent,
  attempt.startedAt,
  attempt.endedAt,
  attempt.dueAt,
  isNew(attempt) ? JSON.stringify(attempt.request) : '',
  attempt.outputs && JSON.stringify(attempt.outputs),
  attempt.resultCode?.slice(0, 255) ?? null,
  attempt.errorCode ?? null,
  attempt.errorMessage,
  parametersCell(attempt),
  attempt.instance?.slice(0, 255) ?? null,
];

const parametersCell = ({ errorParameters }: Pick<NodeRun, 'errorParameters'>): Cell =>
  errorParameters ? JSON.stringify(errorParameters) : null;

/** What was sent never changes, so only the first write of an attempt carries it. */
const isNew = (attempt: Attempt): boolean => attempt.resent === 0 && attempt.status === 'SENT';

const EVENT_COLUMNS = ['run_id', 'version', 'type', 'at', 'data'] as const;
const AUDIT_COLUMNS = ['id', 'at', 'who', 'user_id', 'action', 'subject', 'outcome', 'detail', 'request_id'] as const;

const auditCells = (audit: AuditRow, writeDate: (at: number) => string): Cell[] => [
  audit.id,
  writeDate(audit.at),
  audit.who,
  audit.userId,
  audit.action,
  audit.subject,
  audit.outcome,
  audit.detail,
  audit.requestId,
];

/** The rows of new runs; a run that exists already is not overwritten. */
export function newRunRows(items: readonly CommitItem[]): TableRows {
  const rows = items.filter(isNewRun).map(({ change }) => runCells(change.row));
  return { table: 'run', columns: RUN_COLUMNS, updates: [], rows };
}

export const isNewRun = ({ change }: CommitItem): boolean => change.expectedVersion === 0;

/** Everything a group of changes writes beside the runs themselves. */
export function changedRows(items: readonly CommitItem[], writeDate: (at: number) => string): TableRows[] {
  const nodes = items.flatMap(({ change }) => change.nodes.map((node) => nodeCells(change.row.id, node)));
  const attempts = items.flatMap(({ change }) =>
    change.attempts.map((attempt) => attemptCells(change.row.id, attempt)),
  );
  const events = items.map(({ change: { row, history } }) => [
    row.id,
    row.version,
    history.type,
    history.at,
    JSON.stringify(history.data),
  ]);
  const audits = items.flatMap(({ audit }) => (audit ? [auditCells(audit, writeDate)] : []));
  return [
    { table: 'node_run', columns: NODE_COLUMNS, updates: NODE_COLUMNS.slice(2), rows: nodes },
    { table: 'attempt', columns: ATTEMPT_COLUMNS, updates: ATTEMPT_UPDATES, rows: attempts },
    { table: 'run_event', columns: EVENT_COLUMNS, updates: [], rows: events },
    { table: 'audit_entry', columns: AUDIT_COLUMNS, updates: [], rows: audits },
  ].filter((table) => table.rows.length > 0);
}

const ATTEMPT_UPDATES = ATTEMPT_COLUMNS.filter(
  (column) => !['request_id', 'run_id', 'node_id', 'number', 'request'].includes(column),
);

/** What the guard sets on a run that exists, in the order of `guardCells`. */
export const GUARDED_COLUMNS = ['status', 'status_version', 'needs_attention', 'ended_at'] as const;

export const guardCells = ({ change: { row } }: CommitItem): Cell[] => [
  row.status,
  row.statusVersion,
  row.needsAttention ? 1 : 0,
  row.endedAt,
];
