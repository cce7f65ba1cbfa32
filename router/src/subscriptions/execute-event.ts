import type { GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayGraphQLResponse, GatewayRequestContext } from '../federation/gateway-types.ts';
import type { ServiceMap, SupergraphSnapshot } from '../federation/supergraph-snapshot.ts';
import { departure, type RouterContext, requestContext } from '../router-context.ts';
import { MAX_QUEUED } from './client-queue.ts';
import type { SubscriptionRequest, UpstreamEvent } from './route-subscription.ts';
import type { StreamSink } from './shared-streams.ts';

export type PlannedSubscription = {
  snapshot: SupergraphSnapshot;
  /** The primary fetch followed by the rest, as a plan of its own. */
  plan: QueryPlan;
  primary: FetchNode;
  request: SubscriptionRequest;
};

/** Runs the rest of the plan for every event, one after another, so that results keep the order of the events. */
export function executeEvents(
  planned: PlannedSubscription,
  results: StreamSink<ExecutionResult>,
  open: (context: RouterContext, events: StreamSink<UpstreamEvent>) => () => void,
): () => void {
  const stopped = new AbortController();
  // The stream outlives the client that opened it when others have joined.
  const whenGone = departure((gone) => stopped.signal.addEventListener('abort', gone));
  const context = requestContext({ ...planned.request.context, whenGone });
  let turn = Promise.resolve();
  let behind = 0;
  const close = open(context, {
    next: (upstream) => {
      if (stopped.signal.aborted) return;
      if (++behind > MAX_QUEUED) return fail(overrun());
      turn = turn.then(async () => {
        const result = await executeEvent(planned, context, upstream);
        behind -= 1;
        if (!stopped.signal.aborted) results.next(result);
      });
    },
    end: (error) => {
      turn = turn.then(() => results.end(error));
    },
  });
  const stop = () => {
    stopped.abort();
    close();
  };
  const fail = (error: GraphQLError) => {
    stop();
    results.end(error);
  };
  return stop;
}

async function executeEvent(
  { snapshot, plan, primary, request }: PlannedSubscription,
  context: RouterContext,
  { event, afterGap }: UpstreamEvent,
): Promise<ExecutionResult> {
  const operation = snapshot.operationContext(request.document, request.operationName);
  const gatewayRequest = {
    request: { variables: request.variables },
    context,
    metrics: {},
    operation: operation.operation,
    document: request.document,
  } as unknown as GatewayRequestContext;
  const services = answeringFrom(snapshot.services, primary, event);
  const extensions = afterGap ? { extensions: { resubscribed: true } } : {};
  try {
    const { data, errors } = await snapshot.executePlan(plan, gatewayRequest, operation, services);
    return { ...(errors && { errors }), data, ...extensions } as ExecutionResult;
  } catch (cause) {
    const error = new GraphQLError('The event could not be completed.', { originalError: cause as Error });
    return { errors: [error], data: null, ...extensions };
  }
}

/** The services of the graph, but the primary fetch is answered by the event that arrived. */
function answeringFrom(services: ServiceMap, primary: FetchNode, event: ExecutionResult): ServiceMap {
  const source: GraphQLDataSource = {
    process: async (fetch) => {
      const path = 'pathInIncomingRequest' in fetch ? fetch.pathInIncomingRequest : undefined;
      if (fetch.request.query !== primary.operation || path?.length) {
        return (services[primary.serviceName] as GraphQLDataSource).process(fetch);
      }
      // The executor merges into what it is given, and the event may be shared.
      return structuredClone(event) as GatewayGraphQLResponse;
    },
  };
  return new Proxy(services, { get: (all, name) => (name === primary.serviceName ? source : all[String(name)]) });
}

function overrun(): GraphQLError {
  return new GraphQLError('Events arrive faster than they can be completed; subscribe again.', {
    extensions: { code: 'SLOW_CONSUMER', retryable: true },
  });
}
