import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { namesOf } from '../execution/paths.ts';
import type { SendFetch } from '../execution/run.ts';
import type { RouterContext } from '../router-context.ts';
import type { GatewayRequestContext } from './gateway-types.ts';
import type { Subgraph } from './subgraph.ts';

/** Sends the fetches of a plan to the subgraphs as they are registered at that moment. */
export function sendToSubgraphs(
  subgraphNamed: (name: string) => Subgraph | undefined,
  context: RouterContext,
): SendFetch {
  return async ({ serviceName, operation, variables, options }) => {
    const subgraph = subgraphNamed(serviceName);
    if (!subgraph) throw subgraphGone(serviceName);
    return subgraph.send(operation, variables, context, options);
  };
}

/** Sends the fetches of a plan to data sources, as Apollo's executor would. */
export function sendToServices(
  services: Readonly<Record<string, GraphQLDataSource>>,
  request: GatewayRequestContext,
): SendFetch {
  return async ({ serviceName, operation: { query, operationName }, variables, path }) => {
    const service = services[serviceName];
    if (!service) throw subgraphGone(serviceName);
    const answer = await service.process({
      request: { query, variables: JSON.parse(variables), ...(operationName && { operationName }) },
      incomingRequestContext: request,
      context: request.context,
      pathInIncomingRequest: namesOf(path),
    } as unknown as Parameters<GraphQLDataSource['process']>[0]);
    return { text: '', json: () => answer };
  };
}

export function subgraphGone(name: string): GraphQLError {
  return new GraphQLError(`The service "${name}" has left the graph.`, {
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true },
  });
}
