import type { ExecutionResult, GraphQLError } from 'graphql';
import type { RouterContext } from '../router-context.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';

/** A fetch of a query plan, as the gateway hands it to a data source. */
export type SubgraphFetch = {
  request: { query?: string; variables?: Record<string, unknown>; operationName?: string };
  context: RouterContext;
  pathInIncomingRequest?: (string | number)[];
};

/** A subscription operation as it is sent to one subgraph. */
export type SubgraphSubscription = {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
};

/** Receives the events of one stream in order. `end` comes once, with an error when the stream failed for good. */
export type EventSink = {
  /** `afterGap` tells that events may have been missed since the last one. */
  next(event: ExecutionResult, afterGap: boolean): void;
  end(error?: GraphQLError): void;
};

type SubgraphSubscriber = {
  /** Starts the stream at once and returns what stops it. */
  subscribe(subscription: SubgraphSubscription, context: RouterContext, sink: EventSink): () => void;
};

/** What the router needs from a subgraph, whether it is across the network or in this process. */
export type Subgraph = SubgraphSubscriber & {
  readonly name: string;
  process(fetch: SubgraphFetch): Promise<GatewayGraphQLResponse>;
};
