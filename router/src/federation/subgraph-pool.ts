import { defaultInstanceOptions, Instance, type InstanceAddress, type InstanceOptions } from './instance.ts';
import { RetryBudget } from './retry-budget.ts';

export type SubgraphPoolOptions = { probeIntervalMs: number; instance: InstanceOptions };

export const defaultPoolOptions: SubgraphPoolOptions = { probeIntervalMs: 1_000, instance: defaultInstanceOptions };

/** What is asked of an instance; only a query may be the probe of a half-open breaker, for it can be repeated. */
export type Purpose = 'query' | 'mutation' | 'stream';

/** The order in which instances are tried. */
const RANK = { probe: 0, preferred: 1, healthy: 2, held: 3, broken: 4, down: 5, never: 6 } as const;

/** The instances of one subgraph in declared order: the first is preferred, the others are its backups. */
export class SubgraphPool {
  readonly budget: RetryBudget;
  #instances: Instance[] = [];
  #primary: Instance | undefined;
  /** What operators decided, by address, so that it outlives a registration. */
  #preferredUrl: string | undefined;
  readonly #drainedBy = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly name: string,
    addresses: readonly InstanceAddress[],
    private readonly onChange: () => void = () => {},
    private readonly options: SubgraphPoolOptions = defaultPoolOptions,
  ) {
    this.budget = new RetryBudget(undefined, options.instance.clock);
    this.setAddresses(addresses);
    this.#timer = setInterval(() => void this.probe(), options.probeIntervalMs);
    this.#timer.unref();
  }

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** The instance that work goes to at present. */
  get primary(): Instance | undefined {
    return this.candidates().find((instance) => this.#rank(instance, 'stream') <= RANK.held);
  }

  /**
   * Those to try, best first. Instances that are down or broken come last, but they come: an attempt beats a refusal.
   * Never those that drain or asked to be left alone.
   */
  candidates(purpose: Purpose = 'stream'): Instance[] {
    const ranked = this.#instances.map((instance) => ({ instance, rank: this.#rank(instance, purpose) }));
    const open = ranked.filter(({ rank }) => rank < RANK.never);
    return open.sort((one, other) => one.rank - other.rank).map(({ instance }) => instance);
  }

  /** The instance that a query goes to first, if it is well and no other one is to be weighed against it. */
  get clearChoice(): Instance | undefined {
    const first = this.#instances[0];
    if (!first || this.#preferredUrl !== undefined) return undefined;
    return this.#rank(first, 'query') === RANK.healthy && !this.#wantsProbe() ? first : undefined;
  }

  /** How long until an instance that asked to be left alone may be tried; null when that is not what is waited for. */
  get retryAfterMs(): number | null {
    const open = this.#instances.filter(({ state }) => state !== 'DRAINING');
    const waits = open.map(({ putOffUntil }) => putOffUntil ?? 0);
    if (waits.length === 0 || waits.includes(0)) return null;
    return Math.max(0, Math.min(...waits) - this.options.instance.clock.now());
  }

  /** Keeps the instances whose address stays, with their health; those that left finish what they have in hand. */
  setAddresses(addresses: readonly InstanceAddress[]): void {
    const before = this.#instances;
    this.#instances = addresses.map(
      (address) => before.find((instance) => sameAddress(instance, address)) ?? this.#add(address),
    );
    const left = before.filter((instance) => !this.#instances.includes(instance));
    const added = this.#instances.filter((instance) => !before.includes(instance));
    for (const instance of left) void instance.leave().catch(() => {});
    for (const instance of added) void instance.probe();
    if (left.length > 0 || added.length > 0) this.#changed();
  }

  instance(url: string): Instance | undefined {
    return this.#instances.find((instance) => instance.url === url);
  }

  /** By whom the instance was taken out of service, if it was. */
  drainedBy(instance: Instance): string | null {
    return this.#drainedBy.get(instance.url) ?? null;
  }

  isPreferred(instance: Instance): boolean {
    return instance.url === this.#preferredUrl;
  }

  drain(instance: Instance, by: string): void {
    this.#drainedBy.set(instance.url, by);
    instance.drain(by);
  }

  resume(instance: Instance, by: string): void {
    this.#drainedBy.delete(instance.url);
    instance.resume(by);
  }

  /** Puts an instance before all others, in whatever order they were declared, for as long as it is healthy. */
  prefer(instance: Instance, by: string): void {
    if (this.isPreferred(instance)) return;
    this.#preferredUrl = instance.url;
    instance.record('PREFERRED', by);
  }

  /** Goes back to the declared order. */
  release(instance: Instance, by: string): void {
    if (!this.isPreferred(instance)) return;
    this.#preferredUrl = undefined;
    instance.record('RELEASED', by);
  }

  async probe(): Promise<void> {
    await Promise.all(this.#instances.map((instance) => instance.probe()));
    // The end of a hold-down is no event of its own.
    this.#changed();
  }

  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#instances.map((instance) => instance.leave(0)));
  }

  #add(address: InstanceAddress): Instance {
    const instance = new Instance(address, this.options.instance);
    const drainedBy = this.#drainedBy.get(address.url);
    if (drainedBy !== undefined) instance.drain(drainedBy);
    instance.onChange = () => this.#changed();
    return instance;
  }

  #changed(): void {
    const { primary } = this;
    const before = this.#primary;
    this.#primary = primary ?? before;
    if (primary && before && primary !== before) primary.record('TOOK_OVER', hostOf(before.url));
    else this.onChange();
  }

  // A half-open breaker of another instance wants a query before the healthy ones.
  #wantsProbe(): boolean {
    for (let at = 1; at < this.#instances.length; at += 1) {
      if (this.#rank(this.#instances[at] as Instance, 'query') === RANK.probe) return true;
    }
    return false;
  }

  #rank(instance: Instance, purpose: Purpose): number {
    if (instance.state === 'DRAINING' || instance.putOffUntil !== null) return RANK.never;
    if (instance.state === 'DOWN') return RANK.down;
    if (instance.breaker.state !== 'CLOSED') {
      return purpose === 'query' && instance.breaker.wantsProbe ? RANK.probe : RANK.broken;
    }
    if (this.isPreferred(instance)) return RANK.preferred;
    return instance.holdDown.until === null ? RANK.healthy : RANK.held;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function sameAddress(instance: Instance, address: InstanceAddress): boolean {
  return instance.url === address.url && (address.wsUrl === undefined || address.wsUrl === instance.wsUrl);
}
