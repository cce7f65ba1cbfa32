import type { GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode } from '@apollo/query-planner';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayGraphQLResponse, GatewayRequestContext } from '../federation/gateway-types.ts';
import type { ServiceMap } from '../federation/supergraph-snapshot.ts';
import { type RouterContext, requestContext } from '../router-context.ts';
import type { SubscriptionPlan } from './subscription-plans.ts';

/** Completes one event by the rest of its plan: the primary fetch is answered by the event, everything else is fetched. */
export async function executeEvent(
  { snapshot, operation, plan, primary }: SubscriptionPlan,
  variables: Record<string, unknown>,
  context: RouterContext,
  event: ExecutionResult,
): Promise<ExecutionResult> {
  const trace = context.trace.follow('subscription event');
  const gatewayRequest = {
    request: { variables },
    context: trace.recording ? requestContext({ ...context, trace }) : context,
    metrics: {},
    operation: operation.operation,
  } as unknown as GatewayRequestContext;
  const services = answeringFrom(snapshot.services, primary, event);
  try {
    const { data, errors } = await snapshot.executePlan(plan, gatewayRequest, operation, services);
    return { ...(errors && { errors }), data } as ExecutionResult;
  } catch (cause) {
    const error = new GraphQLError('The event could not be completed.', { originalError: cause as Error });
    return { errors: [error], data: null };
  } finally {
    trace.end();
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
