import type { PubSub } from '@wecube/kit';
import type { GraphMember } from './graph-store.ts';
import type { InstanceAddress, InstanceState } from './instance.ts';
import { RemoteSubgraph, type RemoteSubgraphOptions } from './remote-subgraph.ts';
import type { Subgraph } from './subgraph.ts';
import { SubgraphPool, type SubgraphPoolOptions } from './subgraph-pool.ts';

const GRACE_MS = 5_000;

export const SUBGRAPH_CHANGED = 'subgraph-changed';

/** What clients see of a subgraph and its health. */
export type SubgraphInfo = {
  id: string;
  name: string;
  instances: {
    id: string;
    url: string;
    state: InstanceState;
    primary: boolean;
    lastError: string | null;
    checkedAt: string | null;
    latencyMs: number | null;
  }[];
};

/** Every subgraph the router can reach, by name, in the graph or not yet. */
export class SubgraphRegistry {
  readonly #remote = new Map<string, RemoteSubgraph>();
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
    const pool = new SubgraphPool(name, addresses, () => this.#publish(name), this.poolOptions);
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
    const pools = [...this.#remote.values()].map(({ pool }) => pool);
    return pools.filter(({ name }) => this.#wanted.has(name)).map(infoOf);
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#remote.values()].map((subgraph) => subgraph.dispose()));
  }

  #publish(name: string): void {
    const pool = this.pool(name);
    if (pool) this.pubSub.publish(SUBGRAPH_CHANGED, infoOf(pool));
  }
}

function infoOf({ name, instances, primary }: SubgraphPool): SubgraphInfo {
  return {
    id: name,
    name,
    instances: instances.map((instance) => ({
      id: `${name}:${instance.url}`,
      url: instance.url,
      state: instance.state,
      primary: instance === primary,
      lastError: instance.lastError,
      checkedAt: instance.checkedAt === null ? null : new Date(instance.checkedAt).toISOString(),
      latencyMs: instance.latencyMs,
    })),
  };
}
