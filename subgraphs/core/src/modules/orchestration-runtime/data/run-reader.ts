import type { CursorPart, KeyOrder, Page, StringFilter } from '@wecube/kit';
import { keysetQuery, stringWhere } from '@wecube/kit';
import type { CoreClient } from '@wecube/prisma';
import type { HistoryEntry, Operation } from '../domain/events.ts';
import type { Attempt, NodeRun, RunRow } from '../domain/run.ts';
import type { AttemptStatus, NodeRunStatus, RunStatus } from '../domain/status.ts';
import { parseBoundRows, parseOutputs, parseParameters, parseRequest } from './read-runs.ts';

export type RunFilter = {
  readonly status?: readonly RunStatus[] | null;
  readonly definitionKey?: string | null;
  readonly definitionName?: StringFilter | null;
  readonly rootObjectId?: string | null;
  readonly startedBy?: string | null;
  readonly startedAt?: { readonly gt?: Date | null; readonly lt?: Date | null } | null;
  readonly needsAttention?: boolean | null;
  /** Definitions whose runs are left out. */
  readonly without?: readonly string[];
};
export type StoredEvent = HistoryEntry & { readonly runId: string; readonly version: number };
export type StatusCounts = ReadonlyMap<NodeRunStatus, number>;

/** What people read of runs, through Prisma; the engine never reads this way. */
export class RunReader {
  private readonly client: CoreClient;

  constructor(client: CoreClient) {
    this.client = client;
  }

  async find(runId: string): Promise<RunRow | null> {
    const row = await this.client.run.findUnique({ where: { id: runId } });
    return row && toRunRow(row);
  }

  async page(filter: RunFilter, direction: 'asc' | 'desc', page: Page): Promise<RunRow[]> {
    const { where, ...rest } = keysetQuery(page, runOrder(direction));
    const rows = await this.client.run.findMany({ ...rest, where: { AND: [toWhere(filter), where] } });
    return rows.map(toRunRow);
  }

  count(filter: RunFilter): Promise<number> {
    return this.client.run.count({ where: toWhere(filter) });
  }

  async nodes(runId: string): Promise<NodeRun[]> {
    const rows = await this.client.nodeRun.findMany({ where: { runId } });
    return rows.map(toNodeRun);
  }

  /** How many node runs of each run are in which state; nodes nothing happened to are not stored. */
  async counts(runIds: readonly string[]): Promise<ReadonlyMap<string, StatusCounts>> {
    const groups = await this.client.nodeRun.groupBy({
      by: ['runId', 'status'],
      where: { runId: { in: [...runIds] } },
      _count: { nodeId: true },
    });
    const counts = new Map<string, Map<NodeRunStatus, number>>(runIds.map((runId) => [runId, new Map()]));
    for (const { runId, status, _count } of groups) counts.get(runId)?.set(status as NodeRunStatus, _count.nodeId);
    return counts;
  }

  /** All attempts of a run, oldest first: a range of the primary key. */
  async attempts(runId: string): Promise<Attempt[]> {
    const where = { requestId: { gt: `${runId}.`, lt: `${runId}/` } };
    const rows = await this.client.attempt.findMany({ where, orderBy: [{ startedAt: 'asc' }, { number: 'asc' }] });
    return rows.map(toAttempt);
  }

  async events(runId: string, page: Page): Promise<StoredEvent[]> {
    const { where, ...rest } = keysetQuery(page, EVENT_ORDER);
    const rows = await this.client.runEvent.findMany({ ...rest, where: { AND: [{ runId }, where] } });
    return rows.map(toEvent);
  }

  countEvents(runId: string): Promise<number> {
    return this.client.runEvent.count({ where: { runId } });
  }

  /** What happened after a version, oldest first, at most `limit`. */
  async eventsSince(runId: string, version: number, limit: number): Promise<StoredEvent[]> {
    const where = { runId, version: { gt: version } };
    const rows = await this.client.runEvent.findMany({ where, orderBy: { version: 'asc' }, take: limit });
    return rows.map(toEvent);
  }

  /** Whether the same person did the same to the same node after that version. */
  async wasDoneSince(runId: string, version: number, operation: Operation): Promise<boolean> {
    const where = { runId, version: { gt: version }, type: 'RUN_OPERATED' };
    const rows = await this.client.runEvent.findMany({ where, orderBy: { version: 'asc' }, take: 100 });
    return rows.some((row) => isSame(toEvent(row).data.operation, operation));
  }
}

const isSame = (done: Operation | undefined, asked: Operation): boolean =>
  done?.kind === asked.kind &&
  done.nodeId === asked.nodeId &&
  done.by === asked.by &&
  (done.option ?? null) === (asked.option ?? null);

const runOrder = (direction: 'asc' | 'desc'): KeyOrder[] => [
  { field: 'startedAt', direction },
  { field: 'id', direction },
];
const EVENT_ORDER: KeyOrder[] = [{ field: 'version', direction: 'asc' }];

export const runCursor = (row: RunRow): CursorPart[] => [row.startedAt, row.id];
export const eventCursor = (event: StoredEvent): CursorPart[] => [event.version];

function toWhere(filter: RunFilter) {
  const { status, definitionKey, definitionName, rootObjectId, startedBy, startedAt, needsAttention } = filter;
  const { without = [] } = filter;
  return {
    ...(status ? { status: { in: [...status] } } : {}),
    ...(definitionKey != null ? { definitionKey } : {}),
    ...(definitionName ? { definitionName: stringWhere(definitionName) ?? {} } : {}),
    ...(rootObjectId != null ? { rootObjectId } : {}),
    ...(startedBy != null ? { startedBy } : {}),
    ...(startedAt?.gt || startedAt?.lt
      ? { startedAt: { ...bound('gt', startedAt.gt), ...bound('lt', startedAt.lt) } }
      : {}),
    ...(needsAttention != null ? { needsAttention } : {}),
    ...(without.length > 0 ? { definitionId: { notIn: [...without] } } : {}),
  };
}

const bound = (name: 'gt' | 'lt', date: Date | null | undefined) => (date ? { [name]: date.getTime() } : {});
const time = (value: bigint | null): number | null => (value === null ? null : Number(value));

type Row<Name extends 'run' | 'nodeRun' | 'attempt' | 'runEvent'> = NonNullable<
  Awaited<ReturnType<CoreClient[Name]['findFirst']>>
>;

function toRunRow(row: Row<'run'>): RunRow {
  const { startedAt, endedAt, status, ...rest } = row;
  return { ...rest, status: status as RunStatus, startedAt: Number(startedAt), endedAt: time(endedAt) };
}

function toNodeRun(row: Row<'nodeRun'>): NodeRun {
  const { runId: _runId, boundRows, errorParameters, status, startedAt, endedAt, dueAt, ...rest } = row;
  const cause = { errorParameters: parseParameters(errorParameters) };
  const rows = parseBoundRows(boundRows);
  return {
    ...rest,
    ...cause,
    rows,
    status: status as NodeRunStatus,
    startedAt: time(startedAt),
    endedAt: time(endedAt),
    dueAt: time(dueAt),
  };
}

function toAttempt(row: Row<'attempt'>): Attempt {
  const {
    runId: _runId,
    request,
    outputs,
    errorParameters,
    status,
    idempotency,
    startedAt,
    endedAt,
    dueAt,
    ...rest
  } = row;
  return {
    ...rest,
    status: status as AttemptStatus,
    idempotency: idempotency as Attempt['idempotency'],
    startedAt: Number(startedAt),
    endedAt: time(endedAt),
    dueAt: Number(dueAt),
    request: parseRequest(request),
    outputs: parseOutputs(outputs),
    errorParameters: parseParameters(errorParameters),
  };
}

function toEvent(row: Row<'runEvent'>): StoredEvent {
  const { runId, version, type, at, data } = row;
  return { runId, version, type, at: Number(at), data: JSON.parse(data) as StoredEvent['data'] };
}
