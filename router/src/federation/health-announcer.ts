import type { PubSub } from '@wecube/kit';
import { type SubgraphInfo, subgraphInfo } from './subgraph-info.ts';
import type { SubgraphPool } from './subgraph-pool.ts';

export const SUBGRAPH_CHANGED = 'subgraph-changed';

const SOON_MS = 100;
/** Figures such as latency move all the time; states do not wait for them. */
const FIGURES_MS = 2_000;

/** Publishes how a subgraph stands when that changed: states soon, mere figures every few seconds. */
export class HealthAnnouncer {
  #timer: NodeJS.Timeout | undefined;
  #states = '';
  #figures = '';
  #publishedAt = 0;

  constructor(
    private readonly pool: SubgraphPool,
    private readonly pubSub: PubSub,
  ) {}

  /** Something may have changed. Many calls in a short time publish once. */
  look(): void {
    this.#timer ??= setTimeout(() => this.#publish(), SOON_MS).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #publish(): void {
    this.#timer = undefined;
    const info = subgraphInfo(this.pool);
    const states = JSON.stringify(info.instances.map(statesOf));
    const figures = JSON.stringify(info.instances.map(figuresOf));
    const now = Date.now();
    const figuresAreDue = figures !== this.#figures && now - this.#publishedAt >= FIGURES_MS;
    if (states === this.#states && !figuresAreDue) return;
    this.#states = states;
    this.#figures = figures;
    this.#publishedAt = now;
    this.pubSub.publish(SUBGRAPH_CHANGED, info);
  }
}

type Instance = SubgraphInfo['instances'][number];

function statesOf({ id, state, primary, preferred, breaker, heldUntil, putOffUntil, history }: Instance): unknown[] {
  return [id, state, primary, preferred, breaker, heldUntil, putOffUntil, history.at(-1)];
}

function figuresOf({ inFlight, p50Ms, p95Ms, lastError, errors }: Instance): unknown[] {
  return [inFlight, p50Ms, p95Ms, lastError, errors.at(-1)];
}
