import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { type Logger, type Session, unauthenticated } from '@wecube/kit';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import { stringifyAnswer } from '../execution/raw-json.ts';
import { apolloLogger } from '../federation/apollo-logger.ts';
import type { HotSwapGateway } from '../federation/hot-swap-gateway.ts';
import { presentError } from '../present-error.ts';
import type { RouterContext } from '../router-context.ts';
import { exceededLimit, operationLimits } from './operation-limits.ts';
import type { PersistedOperations } from './persisted-operations.ts';

/** Apollo Server over the composed graph. It listens nowhere: HTTP and WebSocket requests are handed to it. */
export function createGraphqlServer(
  { gateway }: HotSwapGateway,
  persisted: PersistedOperations,
  logger: Logger,
): ApolloServer<RouterContext> {
  return new ApolloServer<RouterContext>({
    // Apollo types a gateway without a context; ours is only ever called with the one above.
    gateway: gateway as never,
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: false, // the endpoint does it, and only where a cookie speaks for the client
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Data may be JSON text already.
    stringifyResult: (result) => stringifyAnswer(result as Record<string, unknown>),
    parseOptions: { maxTokens: operationLimits.tokens },
    logger: apolloLogger(logger),
    persistedQueries: { cache: persisted },
    plugins: [ApolloServerPluginLandingPageDisabled(), guardOperations(persisted), presentErrors(logger)],
  });
}

/** The rules that hold for every operation, whichever way it came. Throws what it breaks. */
export function checkOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  session: Session | null,
): void {
  const exceeded = exceededLimit(document);
  if (exceeded) throw exceeded;
  if (!mayAsk(operation, session)) throw unauthenticated('Sign in to see the schema.');
}

/** Who has not signed in may not ask for the schema. */
export function mayAsk(operation: OperationDefinitionNode, session: Session | null): boolean {
  return session !== null || !asksForSchema(operation);
}

function guardOperations(persisted: PersistedOperations): ApolloServerPlugin<RouterContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, contextValue }) {
          const refusal = contextValue.isOwn ? null : persisted.refusalOf(document);
          if (refusal) throw refusal;
          if (!operation) return;
          if (operation.operation === 'subscription') throw needsWebSocket();
          checkOperation(document, operation, contextValue.session);
        },
      };
    },
  };
}

function presentErrors(logger: Logger): ApolloServerPlugin<RouterContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue, errors }) {
          if (!errors || response.body.kind !== 'single') return;
          response.body.singleResult.errors = errors.map((error) =>
            presentError(error, contextValue.requestId, logger),
          );
        },
      };
    },
  };
}

function needsWebSocket(): GraphQLError {
  return new GraphQLError('Subscriptions need a WebSocket (protocol graphql-transport-ws) at this address.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

// A fragment at the root counts as asking: nothing that is public needs one.
function asksForSchema({ selectionSet }: OperationDefinitionNode): boolean {
  const isSchemaField = (name: string) => name === '__schema' || name === '__type';
  return selectionSet.selections.some((part) => part.kind !== Kind.FIELD || isSchemaField(part.name.value));
}
