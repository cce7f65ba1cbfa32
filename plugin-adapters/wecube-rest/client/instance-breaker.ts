const FAILURES_TO_OPEN = 3;
const OPEN_MS = 5_000;

type State = { failures: number; openUntil: number };

/** Remembers which instances could not be reached lately, so that calls do not wait for them again and again. */
export class InstanceBreaker {
  private readonly states = new Map<string, State>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** False while the instance failed three times in a row within the last seconds. */
  allows(key: string): boolean {
    const state = this.states.get(key);
    return state === undefined || state.openUntil <= this.now();
  }

  succeeded(key: string): void {
    if (this.states.size > 0) {
      this.states.delete(key);
    }
  }

  failed(key: string): void {
    const failures = (this.states.get(key)?.failures ?? 0) + 1;
    this.states.set(key, { failures, openUntil: failures >= FAILURES_TO_OPEN ? this.now() + OPEN_MS : 0 });
  }
}
