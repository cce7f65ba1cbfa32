import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issuer, startIssuer } from './issuer.ts';
import { RouterProcess } from './router-process.ts';
import { type Place, SubgraphInstance } from './subgraph-instance.ts';
import { type Clients, Traffic } from './traffic.ts';

type Environment = Readonly<Record<string, string>>;

/** A router with the subgraphs `tasks` and `people`, each in two real processes, and a journal of their mutations. */
export class Stage implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'wecube-router-'));
  readonly journal = join(this.folder, 'journal');
  readonly tasks = [this.instance(['tasks']), this.instance(['tasks'])];
  readonly people = [this.instance(['people']), this.instance(['people'])];
  router!: RouterProcess;
  #issuer: Issuer | undefined;
  #instances: SubgraphInstance[] | undefined;

  /** Processes of all subgraphs and a router that has composed them. */
  static async up(environment: Environment = {}): Promise<Stage> {
    const stage = await Stage.withoutRouter();
    stage.placeRouter(environment);
    await stage.router.start();
    return stage;
  }

  /** As `up`, but the router is left for the scenario to place and start. */
  static async withoutRouter(): Promise<Stage> {
    const stage = new Stage();
    const [issuer] = await Promise.all([
      startIssuer(),
      ...[...stage.tasks, ...stage.people].map((instance) => instance.start()),
    ]);
    stage.#issuer = issuer;
    return stage;
  }

  /** A router, not started yet, that knows the instances as they are listed now. */
  placeRouter(environment: Environment = {}): void {
    this.router = this.newRouter('router', environment);
  }

  /** A router with a folder of its own for data; the caller ends it. */
  newRouter(name: string, environment: Environment = {}): RouterProcess {
    if (!this.#issuer) throw new Error('the stage is not up');
    const subgraphs = Object.entries({ tasks: this.tasks, people: this.people }).map(([name, instances]) => ({
      name,
      urls: instances.map((instance) => instance.url(name)),
    }));
    return new RouterProcess({ ...this.#issuer, data: join(this.folder, name), subgraphs, environment });
  }

  /** A further process, not started yet, that ends with the stage. */
  instance(names: readonly string[], place: Place = {}): SubgraphInstance {
    const instance = new SubgraphInstance({ names, journal: this.journal, ...place });
    this.#instances = [...(this.#instances ?? []), instance];
    return instance;
  }

  /** What the issuer gave to a client of this stage. */
  get token(): string {
    return this.#issuer?.token ?? '';
  }

  traffic(clients: Clients = { reading: 5, writing: 2 }): Traffic {
    return new Traffic(this.router.graph, clients);
  }

  /** How often each mutation was executed, by its title. */
  executed(): ReadonlyMap<string, number> {
    const titles = existsSync(this.journal) ? readFileSync(this.journal, 'utf8').split('\n').filter(Boolean) : [];
    const counts = new Map<string, number>();
    for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
    return counts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.router?.[Symbol.asyncDispose]();
    for (const instance of this.#instances ?? []) await instance[Symbol.asyncDispose]();
    await this.#issuer?.[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
