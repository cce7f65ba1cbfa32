import type { Clock } from '@wecube/kit';
import type { BreakerState } from './circuit-breaker.ts';

/** UP answers its probes, DOWN does not, DRAINING gets no new work. */
export type InstanceState = 'UP' | 'DOWN' | 'DRAINING';

export type ChangeReason =
  | 'JOINED'
  | 'PROBES_ANSWERED'
  | 'PROBES_FAILED'
  | 'BREAKER_OPENED'
  | 'BREAKER_CLOSED'
  | 'PUT_OFF'
  | 'TOOK_OVER'
  | 'DRAINED'
  | 'RESUMED'
  | 'PREFERRED'
  | 'RELEASED';

/** One change of an instance: how it stood from then on, and why. */
export type InstanceChange = {
  at: number;
  state: InstanceState;
  breaker: BreakerState;
  reason: ChangeReason;
  /** An error, or who did it. */
  detail: string | null;
};

export type InstanceError = { at: number; message: string };

const MAX_CHANGES = 60;
const MAX_ERRORS = 10;

/** The last changes and errors of an instance, oldest first. */
export class InstanceHistory {
  readonly changes: InstanceChange[] = [];
  readonly errors: InstanceError[] = [];

  constructor(private readonly clock: Clock) {}

  addChange(change: Omit<InstanceChange, 'at'>): void {
    this.changes.push({ at: this.clock.now(), ...change });
    if (this.changes.length > MAX_CHANGES) this.changes.shift();
  }

  addError(message: string): void {
    this.errors.push({ at: this.clock.now(), message });
    if (this.errors.length > MAX_ERRORS) this.errors.shift();
  }
}
