import type { PubSub } from '@wecube/kit';
import type { GraphMember } from './graph-store.ts';
import { HealthAnnouncer } from './health-announcer.ts';
import type { Instance, InstanceAddress } from './instance.ts';
import { RemoteSubgraph, type RemoteSubgraphOptions } from './remote-subgraph.ts';
import type { Subgraph } from './subgraph.ts';
import { instanceId, type SubgraphInfo, subgraphInfo } from './subgraph-info.ts';
import { SubgraphPool, type SubgraphPoolOptions } from './subgraph-pool.ts';

const GRACE_MS = 5_000;

/** Every subgraph the router can reach, by name, in the graph or not yet. */
export class SubgraphRegistry {
  readonly #remote = new Map<string, RemoteSubgraph>();
  readonly #announcers = new Map<string, HealthAnnouncer>();
  #local: Subgraph | undefined;
  #wanted: ReadonlySet<string> = new Set();

  constructor(
    private readonly pubSub: PubSub,
    private readonly options: RemoteSubgraphOptions,
    private readonly poolOptions?: SubgraphPoolOptions,
  ) {}

  get(name: string): Subgraph | undefined {
    return this.#local?.name === name ? this.#local : this.#remote.get(name);
  }

  pool(name: string): SubgraphPool | undefined {
    return this.#remote.get(name)?.pool;
  }

  setLocal(subgraph: Subgraph): void {
    this.#local = subgraph;
  }

  setInstances(name: string, addresses: readonly InstanceAddress[]): void {
    const known = this.pool(name);
    if (known) known.setAddresses(addresses);
    else this.#add(name, addresses);
  }

  #add(name: string, addresses: readonly InstanceAddress[]): void {
    const pool: SubgraphPool = new SubgraphPool(
      name,
      addresses,
      () => this.#announcers.get(name)?.look(),
      this.poolOptions,
    );
    this.#announcers.set(name, new HealthAnnouncer(pool, this.pubSub));
    this.#remote.set(name, new RemoteSubgraph(pool, this.options));
  }

  /** Fits the registered subgraphs to the members of the graph. Static ones stay, whether they take part yet or not. */
  follow(members: readonly GraphMember[], staticNames: readonly string[]): void {
    for (const { name, origin, instances } of members) if (origin === 'registered') this.setInstances(name, instances);
    this.#wanted = new Set([...staticNames, ...members.map(({ name }) => name)]);
    for (const name of this.#remote.keys()) if (!this.#wanted.has(name)) this.#emptyLater(name);
  }

  /** Requests that began before a subgraph left may still fetch from it for a while. */
  #emptyLater(name: string): void {
    const timer = setTimeout(() => {
      // Kept without instances: subscriptions that still hold it go on when the subgraph comes back.
      if (!this.#wanted.has(name)) this.pool(name)?.setAddresses([]);
    }, GRACE_MS);
    timer.unref();
  }

  list(): SubgraphInfo[] {
    return this.pools().map(subgraphInfo);
  }

  /** Those that take part in the graph. */
  pools(): SubgraphPool[] {
    const pools = [...this.#remote.values()].map(({ pool }) => pool);
    return pools.filter(({ name }) => this.#wanted.has(name));
  }

  /** The instance that clients know by this id. */
  findInstance(id: string): { pool: SubgraphPool; instance: Instance } | undefined {
    for (const pool of this.pools()) {
      const instance = pool.instances.find((candidate) => instanceId(pool, candidate) === id);
      if (instance) return { pool, instance };
    }
    return undefined;
  }

  async dispose(): Promise<void> {
    for (const announcer of this.#announcers.values()) announcer.stop();
    await Promise.all([...this.#remote.values()].map((subgraph) => subgraph.dispose()));
  }
}
