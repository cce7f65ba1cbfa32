import type { Effect, HistoryEntry, Known, NodeChange, Operation, Reduction } from './events.ts';
import type { PlanNode } from './plan.ts';
import { type Attempt, type BoundRow, type NodeRun, nodeRunOf, type RowValues, type Run, type RunRow } from './run.ts';
import { isAttemptOpen, isOutcomeUnknown, type RunStatus } from './status.ts';

type Entry = { type: string; operation?: Operation };

/** A copy of a run that one event may write to; it remembers what it touched. Never outlives the reduction. */
export class WorkingRun {
  readonly known: Known;
  readonly now: number;
  readonly effects: Effect[] = [];
  row: RunRow;
  entry: Entry;
  private readonly before: Run;
  private readonly nodes: Map<string, NodeRun>;
  private readonly attempts: Map<string, Attempt>;
  private readonly values: Map<string, ReadonlyMap<string, RowValues>>;
  private readonly touchedNodes = new Set<string>();
  private readonly touchedAttempts = new Map<string, Attempt>();

  constructor(before: Run, known: Known, now: number, entry: Entry) {
    this.before = before;
    this.known = known;
    this.now = now;
    this.entry = entry;
    this.row = { ...before.row, version: before.row.version + 1 };
    this.nodes = new Map(before.nodes);
    this.attempts = new Map(before.attempts);
    this.values = new Map(before.values);
  }

  planNode(nodeId: string): PlanNode {
    const node = this.before.plan.nodes.get(nodeId);
    if (!node) throw new Error(`run ${this.row.id} has no node ${nodeId}`);
    return node;
  }

  hasNode(nodeId: string): boolean {
    return this.before.plan.nodes.has(nodeId);
  }

  planNodes(): Iterable<PlanNode> {
    return this.before.plan.nodes.values();
  }

  node(nodeId: string): NodeRun {
    return this.nodes.get(nodeId) ?? nodeRunOf(this.before, nodeId);
  }

  nodeRuns(): Iterable<NodeRun> {
    return this.nodes.values();
  }

  setNode(nodeId: string, patch: Partial<Omit<NodeRun, 'nodeId' | 'version'>>): void {
    this.nodes.set(nodeId, { ...this.node(nodeId), ...patch, version: this.row.version });
    this.touchedNodes.add(nodeId);
  }

  setStatus(status: RunStatus): void {
    if (status !== this.row.status) this.row = { ...this.row, status, statusVersion: this.row.version };
  }

  attempt(requestId: string): Attempt | undefined {
    return this.attempts.get(requestId);
  }

  /** The node's attempts of unknown outcome, open ones included; more than one only where its objects are split. */
  unsettledAttempts(nodeId: string): Attempt[] {
    return [...this.attempts.values()].filter((attempt) => attempt.nodeId === nodeId);
  }

  openAttempts(): Attempt[] {
    return [...this.attempts.values()].filter((attempt) => isAttemptOpen(attempt.status));
  }

  setAttempt(attempt: Attempt): void {
    if (isOutcomeUnknown(attempt.status)) this.attempts.set(attempt.requestId, attempt);
    else this.attempts.delete(attempt.requestId);
    this.touchedAttempts.set(attempt.requestId, attempt);
  }

  /** The attempt as this event leaves it. */
  changedAttempt(requestId: string): Attempt | undefined {
    return this.touchedAttempts.get(requestId);
  }

  valuesOf(nodeId: string): ReadonlyMap<string, RowValues> | undefined {
    return this.values.get(nodeId);
  }

  keepValues(nodeId: string, objectId: string, values: RowValues): void {
    this.values.set(nodeId, new Map(this.values.get(nodeId)).set(objectId, values));
  }

  finish(): Reduction {
    const nodes = [...this.touchedNodes].map((nodeId) => this.node(nodeId));
    const { before, row } = this;
    return {
      kind: 'CHANGED',
      run: { row, plan: before.plan, nodes: this.nodes, attempts: this.attempts, values: this.values },
      change: {
        row,
        expectedVersion: before.row.version,
        nodes,
        attempts: [...this.touchedAttempts.values()],
        history: this.history(nodes),
      },
      effects: this.effects,
    };
  }

  private history(nodes: readonly NodeRun[]): HistoryEntry {
    const { type, operation } = this.entry;
    const changes = nodes.map((node) => describeChange(node, this.planNode(node.nodeId).name));
    const data = { status: this.row.status, nodes: changes };
    return { type, at: this.now, data: operation ? { ...data, operation } : data };
  }
}

function describeChange(node: NodeRun, name: string): NodeChange {
  const { nodeId, status, errorCode, errorMessage, errorParameters } = node;
  return { nodeId, name, status, ...countRows(node.rows ?? []), errorCode, errorMessage, errorParameters };
}

/** How many objects a node has, and how many of them are done or failed. */
export function countRows(rows: readonly BoundRow[]): { rowsTotal: number; rowsDone: number; rowsFailed: number } {
  let rowsDone = 0;
  let rowsFailed = 0;
  for (const row of rows) {
    if (row.status === 'COMPLETED') rowsDone += 1;
    else if (row.status !== 'NOT_STARTED' && row.status !== 'IN_PROGRESS' && row.status !== 'SKIPPED') rowsFailed += 1;
  }
  return { rowsTotal: rows.length, rowsDone, rowsFailed };
}
