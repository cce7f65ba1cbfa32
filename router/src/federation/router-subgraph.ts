import { type PubSub, requireAction } from '@wecube/kit';
import type { RouterContext } from '../router-context.ts';
import type { Graph } from './graph.ts';
import { LocalSubgraph } from './local-subgraph.ts';
import { SUBGRAPH_CHANGED, type SubgraphInfo, type SubgraphRegistry } from './subgraph-registry.ts';

export const ROUTER_SUBGRAPH = 'router';

/** The router's own fields, composed like any other subgraph. */
export const ROUTER_SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  scalar DateTime

  type Query {
    "Every subgraph of the graph with the health of its instances"
    subgraphs: [SubgraphInfo!]!
    "The composed graph that is served"
    supergraph: SupergraphInfo!
  }

  type Subscription {
    "Changes of the instances of any subgraph: joined, left, up, down"
    subgraphChanged: SubgraphInfo!
  }

  enum SubgraphState {
    UP
    DOWN
    DRAINING
  }

  type SubgraphInfo {
    id: ID!
    name: String!
    "In order of preference"
    instances: [SubgraphInstance!]!
  }

  type SubgraphInstance {
    id: ID!
    url: String!
    state: SubgraphState!
    "Whether queries go to this instance at present"
    primary: Boolean!
    lastError: String
    checkedAt: DateTime
    latencyMs: Float
  }

  type SupergraphInfo {
    version: Int!
    composedAt: DateTime!
    "The composer's words about the subgraphs that are refused at present"
    error: String
  }
`;

/** Serves the router's own fields in process; all of them need the action graph:read. */
export function createRouterSubgraph(registry: SubgraphRegistry, graph: () => Graph, pubSub: PubSub): LocalSubgraph {
  return new LocalSubgraph(ROUTER_SUBGRAPH, ROUTER_SDL, {
    subgraphs(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      return registry.list();
    },
    supergraph(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      const { state, error } = graph();
      return { version: state.version, composedAt: state.composedAt, error };
    },
    subgraphChanged(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      return eventsOf(pubSub.subscribe<SubgraphInfo>(SUBGRAPH_CHANGED), 'subgraphChanged');
    },
  });
}

function eventsOf<T>(source: AsyncIterableIterator<T>, field: string): AsyncIterableIterator<Record<string, T>> {
  const wrap = async (result: Promise<IteratorResult<T>> | undefined): Promise<IteratorResult<Record<string, T>>> => {
    const { value, done } = (await result) ?? { value: undefined, done: true };
    return done ? { value: undefined, done: true } : { value: { [field]: value }, done: false };
  };
  return {
    next: () => wrap(source.next()),
    return: () => wrap(source.return?.()),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
