import { defaultInstanceOptions, Instance, type InstanceAddress, type InstanceOptions } from './instance.ts';

export type SubgraphPoolOptions = { probeIntervalMs: number; instance: InstanceOptions };

const defaultPoolOptions: SubgraphPoolOptions = { probeIntervalMs: 1_000, instance: defaultInstanceOptions };

/** The instances of one subgraph in declared order: the first is preferred, the others are its backups. */
export class SubgraphPool {
  #instances: Instance[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly name: string,
    addresses: readonly InstanceAddress[],
    private readonly onChange: () => void = () => {},
    private readonly options: SubgraphPoolOptions = defaultPoolOptions,
  ) {
    this.setAddresses(addresses);
    this.#timer = setInterval(() => void this.probe(), options.probeIntervalMs);
    this.#timer.unref();
  }

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** The instance that the next query goes to. */
  get primary(): Instance | undefined {
    return this.#instances.find((instance) => instance.available);
  }

  /** Available instances first, each group in declared order. The others follow: an attempt beats a refusal. */
  candidates(): Instance[] {
    const open = this.#instances.filter((instance) => instance.state !== 'DRAINING');
    return [...open.filter((instance) => instance.available), ...open.filter((instance) => !instance.available)];
  }

  /** Keeps the instances whose address stays, with their health; those that left finish what they have in hand. */
  setAddresses(addresses: readonly InstanceAddress[]): void {
    const before = this.#instances;
    this.#instances = addresses.map(
      (address) =>
        before.find((instance) => sameAddress(instance, address)) ?? new Instance(address, this.options.instance),
    );
    const left = before.filter((instance) => !this.#instances.includes(instance));
    const added = this.#instances.filter((instance) => !before.includes(instance));
    for (const instance of left) void instance.leave().catch(() => {});
    for (const instance of added) void this.#probeOne(instance);
    if (left.length > 0 || added.length > 0) this.onChange();
  }

  async probe(): Promise<void> {
    await Promise.all(this.#instances.map((instance) => this.#probeOne(instance)));
  }

  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#instances.map((instance) => instance.leave()));
  }

  async #probeOne(instance: Instance): Promise<void> {
    if (await instance.probe()) this.onChange();
  }
}

function sameAddress(instance: Instance, address: InstanceAddress): boolean {
  return instance.url === address.url && (address.wsUrl === undefined || address.wsUrl === instance.wsUrl);
}
