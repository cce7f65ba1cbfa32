import type { Schema } from '@apollo/federation-internals';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlanner } from '@apollo/query-planner';
import type { Logger } from '@wecube/kit';
import type { GraphQLSchema } from 'graphql';
import { disableApolloTelemetry } from '../env.ts';
import { defaultExecutorOptions, type ExecutorOptions } from '../execution/executor-options.ts';
import { ApolloPlanner } from '../planning/apollo-planner.ts';
import { plansNatively } from '../planning/choose-planner.ts';
import type { MakePlanner } from '../planning/planner.ts';
import { apolloLogger } from './apollo-logger.ts';
import { subgraphGone } from './send-fetch.ts';
import type { Subgraph, SubgraphFetch } from './subgraph.ts';
import { type ServiceMap, SupergraphSnapshot } from './supergraph-snapshot.ts';

/** Parts of a loaded gateway that have no public accessor; they change together when its supergraph does. */
type GatewayInternals = {
  schema: GraphQLSchema;
  apiSchema: Schema;
  supergraphSchema: GraphQLSchema;
  queryPlanner: QueryPlanner;
};

export type HotSwapOptions = ExecutorOptions & {
  /** The JS planner plans when absent. */
  makePlanner?: MakePlanner;
};

/** An Apollo gateway whose supergraph is replaced while it serves, each operation staying on the version it began with. */
export class HotSwapGateway {
  readonly gateway: ApolloGateway;
  readonly #services: ServiceMap;
  readonly #snapshots = new WeakMap<GraphQLSchema, SupergraphSnapshot>();
  #current: SupergraphSnapshot | undefined;
  #update: ((supergraphSdl: string) => void) | undefined;

  constructor(
    supergraphSdl: string,
    private readonly subgraphNamed: (name: string) => Subgraph | undefined,
    logger: Logger,
    private readonly options: HotSwapOptions = defaultExecutorOptions,
  ) {
    disableApolloTelemetry();
    this.#services = serviceMap(subgraphNamed);
    this.gateway = new ApolloGateway({
      logger: apolloLogger(logger),
      validateSupergraph: false,
      __exposeQueryPlanExperimental: false,
      supergraphSdl: async ({ update }) => {
        this.#update = update;
        return { supergraphSdl };
      },
      // Looked up by name at each fetch: the gateway caches what is returned here for good.
      buildService: ({ name }) => this.#services[name] as GraphQLDataSource,
    });
    this.gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => this.#keepSnapshot(coreSupergraphSdl));
    // Apollo's own executor reads the gateway's current fields after awaiting, and may so mix two versions.
    this.gateway.executor = (request) => this.snapshotOf(request.schema).execute(request);
  }

  get current(): SupergraphSnapshot {
    if (!this.#current) throw new Error('The gateway is not loaded yet.');
    return this.#current;
  }

  /** Replaces the supergraph at once. Throws, and keeps the old one, when the document is not a supergraph. */
  swap(supergraphSdl: string): void {
    if (!this.#update) throw new Error('The gateway is not loaded yet.');
    this.#update(supergraphSdl);
  }

  snapshotOf(schema: GraphQLSchema): SupergraphSnapshot {
    return this.#snapshots.get(schema) ?? this.current;
  }

  #keepSnapshot(supergraphSdl: string): void {
    const { schema, apiSchema, supergraphSchema, queryPlanner } = this.gateway as unknown as GatewayInternals;
    const { makePlanner, executor } = this.options;
    const isNative = makePlanner !== undefined && plansNatively(makePlanner) && executor === 'compiled';
    const onlySchema = isNative && hasArgumentsInRequires(supergraphSdl);
    const apolloPlanner = new ApolloPlanner(queryPlanner, apiSchema, { onlySchema });
    this.#current = new SupergraphSnapshot({
      schema,
      apiSchema,
      supergraphSchema,
      planner: makePlanner?.({ supergraphSdl, fallback: apolloPlanner }) ?? apolloPlanner,
      apolloPlanner,
      services: this.#services,
      subgraphNamed: this.subgraphNamed,
      options: this.options,
    });
    this.#snapshots.set(schema, this.#current);
  }
}

function hasArgumentsInRequires(supergraphSdl: string): boolean {
  return /requires: "[^"]*\(/.test(supergraphSdl);
}

function serviceMap(subgraphNamed: (name: string) => Subgraph | undefined): ServiceMap {
  const service = (name: string): GraphQLDataSource => ({
    process: async (fetch) => {
      const subgraph = subgraphNamed(name);
      if (!subgraph) throw subgraphGone(name);
      return subgraph.process(fetch as unknown as SubgraphFetch);
    },
  });
  return new Proxy<ServiceMap>({}, { get: (_, name) => service(String(name)) });
}
