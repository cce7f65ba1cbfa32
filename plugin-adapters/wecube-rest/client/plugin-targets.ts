import type { Pool } from 'undici';
import { openPool } from './http-exchange.ts';
import { InstanceBreaker } from './instance-breaker.ts';

/** A running instance of a package and where it listens, such as `http://127.0.0.1:20001`. */
export type PluginTarget = { instanceId: string; baseUrl: string; healthy: boolean };

/** An instance with its connections; `prefix` is put before every path. */
export type ReachableInstance = { instanceId: string; key: string; pool: Pool; prefix: string };

const IDLE_POOL_MS = 10 * 60_000;

/** Keeps one connection pool per instance address and orders the instances of a package for each call. */
export class PluginTargets {
  private readonly pools = new Map<string, { pool: Pool; usedAt: number }>();
  private readonly turns = new Map<string, number>();
  private readonly now: () => number;
  readonly breaker: InstanceBreaker;

  constructor(now: () => number) {
    this.now = now;
    this.breaker = new InstanceBreaker(now);
  }

  /**
   * The instances to try, best first: those that are healthy and reachable take turns, then the others.
   * When all failed lately only one is tried, so that a dead package answers fast.
   */
  order(packageName: string, targets: readonly PluginTarget[]): ReachableInstance[] {
    if (targets.length === 1 && targets[0]) {
      return [this.reach(targets[0])];
    }
    const turn = this.turns.get(packageName) ?? 0;
    this.turns.set(packageName, turn + 1);
    const allowed = targets.filter((target) => this.breaker.allows(keyOf(target)));
    const healthy = allowed.filter((target) => target.healthy);
    const doubtful = allowed.filter((target) => !target.healthy);
    const ordered = [...rotate(healthy, turn), ...doubtful];
    return (ordered.length > 0 ? ordered : rotate([...targets], turn).slice(0, 1)).map((target) => this.reach(target));
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map(({ pool }) => pool.destroy()));
  }

  private reach(target: PluginTarget): ReachableInstance {
    const { origin, pathname } = addressOf(target.baseUrl);
    return { instanceId: target.instanceId, key: keyOf(target), pool: this.pool(origin), prefix: pathname };
  }

  private pool(origin: string): Pool {
    const known = this.pools.get(origin);
    if (known) {
      known.usedAt = this.now();
      return known.pool;
    }
    this.closeIdle();
    const pool = openPool(origin);
    this.pools.set(origin, { pool, usedAt: this.now() });
    return pool;
  }

  /** Instances come and go on ever new ports: pools of addresses long unused are closed when a new one opens. */
  private closeIdle(): void {
    for (const [origin, { pool, usedAt }] of this.pools) {
      if (usedAt + IDLE_POOL_MS < this.now()) {
        this.pools.delete(origin);
        void pool.close();
      }
    }
  }
}

const addresses = new Map<string, { origin: string; pathname: string }>();

function addressOf(baseUrl: string): { origin: string; pathname: string } {
  const known = addresses.get(baseUrl);
  if (known) {
    return known;
  }
  const url = new URL(baseUrl);
  const address = { origin: url.origin, pathname: url.pathname.replace(/\/+$/, '') };
  if (addresses.size > 1_000) {
    addresses.clear();
  }
  addresses.set(baseUrl, address);
  return address;
}

function keyOf(target: PluginTarget): string {
  return `${target.instanceId} ${target.baseUrl}`;
}

function rotate<T>(items: T[], turn: number): T[] {
  const at = items.length === 0 ? 0 : turn % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
