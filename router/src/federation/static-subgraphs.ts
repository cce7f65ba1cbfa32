import { AppError, type Logger, newId, serviceSession } from '@wecube/kit';
import { departure, requestContext } from '../router-context.ts';
import type { Graph } from './graph.ts';
import type { Subgraph } from './subgraph.ts';
import type { SubgraphRegistry } from './subgraph-registry.ts';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;
const REFRESH_MS = 10_000;
const FETCH_MS = 5_000;

/** Brings the configured subgraphs into the graph as soon as they answer, and follows their schema from then on. */
export class StaticSubgraphs {
  readonly #stop = new AbortController();

  constructor(
    private readonly names: readonly string[],
    private readonly registry: SubgraphRegistry,
    private readonly graph: Graph,
    private readonly logger: Logger,
  ) {}

  start(): void {
    for (const name of this.names) void this.#follow(name);
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Names of those that take no part in the graph yet. */
  missing(): string[] {
    return this.names.filter((name) => !this.graph.member(name));
  }

  async #follow(name: string): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!this.#stop.signal.aborted) {
      const answered = await this.#tryJoin(name);
      await this.#sleep(answered ? REFRESH_MS : retryMs);
      retryMs = answered ? FIRST_RETRY_MS : Math.min(retryMs * 1.5, LONGEST_RETRY_MS);
    }
  }

  /** Whether the subgraph answered; the graph may still refuse it, which another try at once would not change. */
  async #tryJoin(name: string): Promise<boolean> {
    try {
      const sdl = await fetchSdl(this.registry.get(name) as Subgraph, this.#stop.signal);
      const known = this.graph.member(name);
      if (known?.sdl !== sdl) await this.graph.join({ name, sdl, origin: 'static', instances: [] });
      return true;
    } catch (error) {
      this.logger.debug({ subgraph: name, reason: (error as Error).message }, 'subgraph not in the graph yet');
      return error instanceof AppError && error.code === 'GRAPH_DOES_NOT_COMPOSE';
    }
  }

  #sleep(ms: number): Promise<void> {
    const { signal } = this.#stop;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      signal.addEventListener('abort', done);
    });
  }
}

async function fetchSdl(subgraph: Subgraph, stop: AbortSignal): Promise<string> {
  const ended = AbortSignal.any([stop, AbortSignal.timeout(FETCH_MS)]);
  const context = requestContext({
    session: serviceSession('router'),
    requestId: newId('req'),
    whenGone: departure((gone) => (ended.aborted ? gone() : ended.addEventListener('abort', gone))),
  });
  const answer = await subgraph.process({ request: { query: '{ _service { sdl } }' }, context });
  const sdl: unknown = answer.data?._service?.sdl;
  if (typeof sdl !== 'string') throw new Error(`no SDL: ${answer.errors?.[0]?.message ?? 'not a federated subgraph'}`);
  return sdl;
}
