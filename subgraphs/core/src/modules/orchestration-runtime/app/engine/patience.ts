import type { Clock } from '@wecube/kit';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/** After a crash the plugins' instances are coming back too: for a while, what cannot reach them waits for them. */
export class Patience {
  private readonly clock: Clock;
  private until = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  grant(): void {
    this.until = this.clock.now() + PATIENCE_MS;
  }

  get isGranted(): boolean {
    return this.clock.now() < this.until;
  }

  pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
