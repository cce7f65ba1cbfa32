import type { Clock } from '@wecube/kit';

export type Deadline = {
  readonly runId: string;
  readonly requestId: string;
  readonly epoch: number;
  readonly dueAt: number;
};

const SLOT_MS = 50;

/**
 * When answers are due. One timer for all of them, however many; the due times themselves are in the database, so that
 * whoever takes a run over knows them.
 */
export class Deadlines {
  private readonly slots = new Map<number, Map<string, Deadline>>();
  private readonly slotOf = new Map<string, number>();
  private readonly clock: Clock;
  private readonly onDue: (deadline: Deadline) => void;
  private next: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, onDue: (deadline: Deadline) => void) {
    this.clock = clock;
    this.onDue = onDue;
    this.next = slotAt(clock.now());
  }

  start(): void {
    this.timer = setInterval(() => this.tick(), SLOT_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  arm(deadline: Deadline): void {
    this.disarm(deadline.requestId);
    const slot = Math.max(slotAt(deadline.dueAt) + 1, this.next);
    const deadlines = this.slots.get(slot) ?? new Map<string, Deadline>();
    this.slots.set(slot, deadlines.set(deadline.requestId, deadline));
    this.slotOf.set(deadline.requestId, slot);
  }

  disarm(requestId: string): void {
    const slot = this.slotOf.get(requestId);
    if (slot === undefined) return;
    this.slotOf.delete(requestId);
    const deadlines = this.slots.get(slot);
    deadlines?.delete(requestId);
    if (deadlines?.size === 0) this.slots.delete(slot);
  }

  /** Slots that lie far apart are looked for in the map, so that a long sleep costs no long loop. */
  private tick(): void {
    const now = slotAt(this.clock.now());
    const due = [...this.slots.keys()].filter((slot) => slot <= now);
    this.next = now + 1;
    for (const slot of due) {
      const deadlines = this.slots.get(slot);
      for (const deadline of [...(deadlines?.values() ?? [])]) {
        this.disarm(deadline.requestId);
        this.onDue(deadline);
      }
    }
  }
}

const slotAt = (time: number): number => Math.floor(time / SLOT_MS);
