import type { Operation, Refusal, RunEvent } from '../../domain/events.ts';
import type { Run, RunRow } from '../../domain/run.ts';
import type { AuditRow } from '../../ports.ts';

/** What became of an event. LOST: the new run's id or start key was taken. */
export type Outcome =
  | { readonly kind: 'CHANGED'; readonly row: RunRow }
  | { readonly kind: 'IGNORED' }
  | { readonly kind: 'LOST' }
  | { readonly kind: 'NOT_FOUND' }
  | { readonly kind: 'OWNED_ELSEWHERE' }
  | { readonly kind: 'REFUSED'; readonly refusal: Refusal; readonly operation: Operation | null };

/** An event on its way to its run; `initial` is the run itself when the event starts it. */
export type Pending = {
  readonly runId: string;
  readonly event: RunEvent;
  readonly audit: AuditRow | null;
  readonly initial: Run | null;
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
};

const LARGEST_GROUP = 200;

/**
 * Groups events without a timer: what became ready in one turn of the event loop shares a commit, what arrives during
 * a commit is the next group. A group has at most one event of a run, in the order they came.
 */
export class Lane {
  private queue: Pending[] = [];
  private draining: Promise<void> | null = null;
  private readonly work: (group: readonly Pending[]) => Promise<void>;

  constructor(work: (group: readonly Pending[]) => Promise<void>) {
    this.work = work;
  }

  push(pending: Pending): void {
    this.queue.push(pending);
    this.draining ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.drain());
  }

  /** Waits until nothing is queued or being written. */
  async idle(): Promise<void> {
    while (this.draining) await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) await this.work(this.takeGroup());
    this.draining = null;
  }

  private takeGroup(): readonly Pending[] {
    const runIds = new Set<string>();
    const group: Pending[] = [];
    const later: Pending[] = [];
    for (const pending of this.queue) {
      if (runIds.has(pending.runId) || group.length >= LARGEST_GROUP) later.push(pending);
      else {
        runIds.add(pending.runId);
        group.push(pending);
      }
    }
    this.queue = later;
    return group;
  }
}

/** Spreads runs over lanes; all events of a run take the same one. */
export function laneOf(runId: string, lanes: number): number {
  let hash = 0;
  for (let index = Math.max(0, runId.length - 8); index < runId.length; index += 1) {
    hash = (hash * 31 + runId.charCodeAt(index)) >>> 0;
  }
  return hash % lanes;
}
