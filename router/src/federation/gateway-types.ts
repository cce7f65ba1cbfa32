import type { ApolloGateway, GraphQLDataSource } from '@apollo/gateway';

/** Types of the contract between Apollo Server and its gateway, taken from the gateway that is installed. */
export type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;
export type GatewayRequestContext = Parameters<ApolloGateway['executor']>[0];
export type GatewayExecutionResult = Awaited<ReturnType<ApolloGateway['executor']>>;
