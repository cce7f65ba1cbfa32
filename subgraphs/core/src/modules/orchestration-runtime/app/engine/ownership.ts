import type { Logger } from '@wecube/kit';
import type { Owner, RunStore } from '../../ports.ts';
import type { Engine } from './engine.ts';

const LEASE_MS = 5_000;
const RENEW_MS = 1_500;
const CHUNK = 200;

type Deps = {
  readonly store: RunStore;
  readonly engine: Engine;
  readonly owner: Owner;
  readonly logger: Logger;
  /** How often the lease is renewed, well within its length. */
  readonly renewMs?: number | undefined;
};

/**
 * Keeps this process's lease and takes over the runs of the dead: at start, and again with every renewal. Whoever
 * takes over raises the epoch first, so an owner that was only asleep can no longer write.
 */
export class Ownership {
  private readonly deps: Deps;
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> | null = null;
  private suspects: ReadonlySet<string> = new Set();

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /** After this every run that was in flight is being worked again. */
  async start(): Promise<void> {
    await this.deps.store.register(this.deps.owner, LEASE_MS);
    await this.takeOver();
    this.timer = setInterval(() => this.takeTurn(), this.deps.renewMs ?? RENEW_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
  }

  async release(): Promise<void> {
    await this.deps.store.release(this.deps.owner);
  }

  private takeTurn(): void {
    this.turn ??= this.renewAndSweep().finally(() => {
      this.turn = null;
    });
  }

  private async renewAndSweep(): Promise<void> {
    try {
      await this.deps.store.renew(this.deps.owner, LEASE_MS);
      await this.takeOver();
      await this.pickUpLost();
    } catch (error) {
      this.deps.logger.error({ err: error }, 'the lease of the engine could not be renewed; it is tried again');
    }
  }

  private async takeOver(): Promise<void> {
    const { store, engine, owner, logger } = this.deps;
    for (;;) {
      const runIds = await store.claimAbandoned(owner, CHUNK);
      if (runIds.length > 0) logger.warn({ runs: runIds.length }, 'taking over runs whose owner is gone');
      await engine.recover(runIds);
      if (runIds.length < CHUNK) return;
    }
  }

  /** A net below everything: what is ours by the database and missing here twice in a row is picked up again. */
  private async pickUpLost(): Promise<void> {
    const { store, engine, owner, logger } = this.deps;
    const missing = engine.missing(await store.owned(owner));
    const lost = missing.filter((runId) => this.suspects.has(runId)).slice(0, CHUNK);
    this.suspects = new Set(missing);
    if (lost.length === 0) return;
    logger.warn({ runs: lost.length }, 'picking up runs that nobody was working');
    await engine.recover(lost);
  }
}
