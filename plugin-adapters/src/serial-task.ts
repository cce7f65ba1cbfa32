/** Runs a piece of work one at a time: requests during a run make one more run after it, a failed run is tried again. */
export class SerialTask {
  private running: Promise<void> | null = null;
  private requested = false;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private readonly work: () => Promise<void>;
  private readonly options: { retryMs: number; onFailure: (error: unknown | null) => void };

  constructor(work: () => Promise<void>, options: { retryMs: number; onFailure: (error: unknown | null) => void }) {
    this.work = work;
    this.options = options;
  }

  request(): void {
    this.requested = true;
    if (!this.running && !this.stopped) {
      this.running = this.drain().finally(() => {
        this.running = null;
      });
    }
  }

  /** Ends after the run in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.running;
  }

  private async drain(): Promise<void> {
    while (this.requested && !this.stopped) {
      this.requested = false;
      clearTimeout(this.retry);
      await this.attempt();
    }
  }

  private async attempt(): Promise<void> {
    try {
      await this.work();
      this.failures = 0;
      this.options.onFailure(null);
    } catch (error) {
      this.failures += 1;
      this.options.onFailure(error);
      const wait = Math.min(this.options.retryMs * 2 ** (this.failures - 1), 10_000);
      this.retry = setTimeout(() => this.request(), wait);
    }
  }
}
