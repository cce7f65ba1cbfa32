import type { RouterContext } from '../router-context.ts';
import type { UpstreamClients } from '../subscriptions/upstream-clients.ts';
import { UpstreamSubscription } from '../subscriptions/upstream-subscription.ts';
import { type DataSourceOptions, FailoverDataSource } from './data-source.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';
import type {
  EventSink,
  PassedFetch,
  PreparedOperation,
  SendOptions,
  Subgraph,
  SubgraphAnswer,
  SubgraphFetch,
  SubgraphSubscription,
} from './subgraph.ts';
import type { SubgraphPool } from './subgraph-pool.ts';
import { traceFetch } from './trace-fetch.ts';

export type RemoteSubgraphOptions = { fetch: DataSourceOptions; upstreamClients: UpstreamClients };

/** A subgraph served by other processes. */
export class RemoteSubgraph implements Subgraph {
  readonly #source: FailoverDataSource;

  constructor(
    readonly pool: SubgraphPool,
    private readonly options: RemoteSubgraphOptions,
  ) {
    this.#source = new FailoverDataSource(pool, options.fetch);
  }

  get name(): string {
    return this.pool.name;
  }

  process(fetch: SubgraphFetch): Promise<GatewayGraphQLResponse> {
    return traceFetch(this.name, fetch.context, (context) => this.#source.process({ ...fetch, context }));
  }

  send(
    operation: PreparedOperation,
    variables: string | undefined,
    context: RouterContext,
    options?: SendOptions,
  ): Promise<SubgraphAnswer> {
    return traceFetch(this.name, context, (traced) => this.#source.send(operation, variables, traced, options));
  }

  passThrough(fetch: PassedFetch, context: RouterContext): boolean {
    return !context.trace.recording && this.#source.passThrough(fetch, context);
  }

  subscribe(subscription: SubgraphSubscription, context: RouterContext, sink: EventSink): () => void {
    const events: EventSink = {
      ...sink,
      next: (event, afterGap) => {
        // Who asks because of an event must not be answered from before it.
        this.options.fetch.changes.noted();
        sink.next(event, afterGap);
      },
    };
    const upstream = new UpstreamSubscription(this.pool, this.options.upstreamClients, subscription, context, events);
    upstream.start();
    return () => upstream.stop();
  }

  dispose(): Promise<void> {
    return this.pool.dispose();
  }
}
